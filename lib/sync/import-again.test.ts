import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type Truth, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const truthOf = (pageId: string) => world.control<Truth>("GET", `truth?page=${pageId}`);

test("connecting a Page again after its import failed imports it, and only once", async () => {
  const { db } = await import("../db");
  const { connectPage } = await import("../facebook-pages/mutations");
  const { getSyncStatus } = await import("./data");
  const user = await db().user.findFirstOrThrow();
  const { pageId, token } = await world.connect({ customers: 5 });
  const connectAgain = () => connectPage({ id: pageId, name: "Test", profile: "current", token }, user.id);
  await world.control("POST", "faults", { pageId, kind: "error", path: "", error: { code: 190 } });
  await world.drain();
  expect((await getSyncStatus(pageId as never)).import.state).toBe("failed");

  await world.control("DELETE", `faults?page=${pageId}`);
  await Promise.all([connectAgain(), connectAgain()]);
  await world.drain();
  expect(await getSyncStatus(pageId as never)).toMatchObject({ inStep: true, import: { state: "done" } });
  await connectAgain();
  expect(await db().job.count({ where: { pageId } })).toBe(2);
});

test("an import whose place in the list is gone begins the list again", async () => {
  const { db } = await import("../db");
  const { pageId } = await world.connect({ customers: 12 });
  await db().job.updateMany({
    where: { pageId },
    data: { cursor: { phase: "conversations", after: "a place of long ago" } },
  });
  await world.drain();
  expect(await db().page.findUniqueOrThrow({ where: { id: pageId } })).not.toMatchObject({
    importedAt: null,
  });
  expect(Object.keys(await readCachedLabels(pageId))).toHaveLength(12);
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
});
