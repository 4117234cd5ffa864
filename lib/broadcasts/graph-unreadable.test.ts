import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { TestPage } from "../../scripts/testing/world";
import {
  allOf,
  openBroadcastWorld,
  openLegacyPage,
  wanted,
  type BroadcastWorld,
} from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const gone = { code: 100, subcode: 33 };

/** From now on Facebook neither lets it be read nor takes it back. */
async function makeUnreadable(page: TestPage, id: string): Promise<string> {
  const { db } = await import("../db");
  const { graphBroadcastId } = await db().broadcast.findUniqueOrThrow({ where: { id } });
  const path = `/${graphBroadcastId}`;
  await world.control("POST", "faults", { pageId: page.pageId, kind: "error", path, error: gone });
  return graphBroadcastId!;
}

/** It is taken, and nobody has looked at it yet. */
async function startTaken(page: TestPage, change: object = {}): Promise<string> {
  const id = await world.start(page, allOf(page), "Hello", { ...wanted, ...change });
  await world.drain();
  return id;
}

/** A scheduled one that Facebook refused to give back when somebody cancelled it. */
async function openNotGivenBack() {
  const { db } = await import("../db");
  const { cancelBroadcast } = await import("./mutations");
  const page = await openLegacyPage(world, 12);
  const pageId = page.pageId as never;
  const userId = (await db().user.findFirstOrThrow()).id;
  const id = await startTaken(page, { scheduledAt: new Date(Date.now() + 3_600_000).toISOString() });
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", graph: { isAsked: true } });
  await makeUnreadable(page, id);
  await expect(cancelBroadcast(pageId, userId, id)).rejects.toThrow("graph-refused");
  return { page, pageId, userId, id };
}

test("one that Facebook took and does not let be read any more says so, and a person may end it as unknown", async () => {
  const { db } = await import("../db");
  const { endAsUnknown } = await import("./graph-settle");
  const page = await openLegacyPage(world, 12);
  const pageId = page.pageId as never;
  const userId = (await db().user.findFirstOrThrow()).id;
  const id = await startTaken(page);
  await makeUnreadable(page, id);
  expect(await world.read(page, id)).toMatchObject({ state: "sending", graph: { mayBeEnded: false } });
  await expect(endAsUnknown(pageId, userId, id)).rejects.toThrow("broadcast-wrong-state");
  await world.drainAll();
  const stuck = await world.read(page, id);
  expect(stuck).toMatchObject({ state: "sending", graph: { mayBeEnded: true } });
  expect(stuck.stoppedReason).toMatch(/neither read it nor take it back/);
  await endAsUnknown(pageId, userId, id);
  await world.drainAll();
  const people = stuck.recipients;
  expect(await world.read(page, id)).toMatchObject({
    ...{ state: "unknown", counts: { handed: 0, unknown: people } },
    graph: { isUnknown: true, mayBeEnded: false },
  });
});

test("once it can be read again, its reason goes and it is followed to its end", async () => {
  const page = await openLegacyPage(world, 12);
  const id = await startTaken(page);
  await makeUnreadable(page, id);
  await world.drainAll();
  expect((await world.read(page, id)).stoppedReason).not.toBeNull();
  await world.control("DELETE", `faults?page=${page.pageId}`);
  const state = async () => {
    await world.drainAll();
    return (await world.read(page, id)).state;
  };
  await expect.poll(state, { timeout: 20_000 }).toBe("completed");
  expect(await world.read(page, id)).toMatchObject({ stoppedReason: null, graph: { mayBeEnded: false } });
});

test("a scheduled one that Facebook does not give back says so when somebody cancels it, and may be ended", async () => {
  const { endAsUnknown } = await import("./graph-settle");
  const { page, pageId, userId, id } = await openNotGivenBack();
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", graph: { mayBeEnded: true } });
  await endAsUnknown(pageId, userId, id);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "unknown" });
});

test("a scheduled one can be ended no longer once Facebook lets it be read again: it will still go out", async () => {
  const { endAsUnknown } = await import("./graph-settle");
  const { page, pageId, userId, id } = await openNotGivenBack();
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", graph: { mayBeEnded: true } });
  await world.control("DELETE", `faults?page=${page.pageId}`);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({
    ...{ state: "scheduled", stoppedReason: null },
    graph: { mayBeEnded: false },
  });
  await expect(endAsUnknown(pageId, userId, id)).rejects.toThrow("broadcast-wrong-state");
});
