import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("only a canary that stopped the broadcast leaves it to a person to go on all the same; paused by hand, the sender judges", async () => {
  const { db } = await import("../db");
  const { getProgress } = await import("./data");
  const { pauseBroadcast, resumeBroadcast } = await import("./mutations");
  const page = await world.openPage(40);
  const pageId = page.pageId as never;
  const userId = (await db().user.findFirstOrThrow()).id;
  const fault = { pageId: page.pageId, kind: "error", path: "messages", count: 4, error: { code: 100 } };
  await world.control("POST", "faults", fault);
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await world.drainAll();
  await pauseBroadcast(pageId, userId, id);
  // While they are still watched, nobody can leave the verdict out.
  await resumeBroadcast(pageId, userId, id, { isDespiteCanary: true });
  expect((await getProgress(pageId, id)).canaryPassedAt).toBeNull();
  await pauseBroadcast(pageId, userId, id);
  await db().broadcast.update({ where: { id }, data: { canaryUntil: new Date() } });
  expect(await getProgress(pageId, id)).toMatchObject({ state: "paused", isStoppedByCanary: false });
  await resumeBroadcast(pageId, userId, id);
  await world.drainAll();
  expect(await getProgress(pageId, id)).toMatchObject({
    ...{ state: "paused", isStoppedByCanary: true },
    counts: { pending: 15 },
  });
});
