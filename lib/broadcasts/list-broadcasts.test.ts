import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("the list comes a page at a time, newest first, each broadcast once, and is searched as a whole", async () => {
  const { db } = await import("../db");
  const { listBegun, listBroadcasts } = await import("./list-broadcasts");
  const { saveBroadcast } = await import("./save-draft");
  const page = await world.openPage(3);
  const pageId = page.pageId as never;
  const userId = (await db().user.findFirstOrThrow()).id;
  expect(await listBroadcasts(pageId)).toEqual({ rows: [], nextCursor: null, isEmpty: true });
  const sent = await world.start(page, allOf(page), "The autumn roast is in");
  await world.drainAll();
  const drafts: string[] = [];
  for (let number = 1; number <= 40; number++) {
    const content = { kind: "text", text: `Offer ${number}` } as const;
    const draft = { name: `Draft ${number}`, content, predicate: null, segmentId: null };
    drafts.push((await saveBroadcast(pageId, userId, draft)).id);
  }
  const ids: string[] = [];
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    const { rows, nextCursor } = await listBroadcasts(pageId, { cursor });
    ids.push(...rows.map(({ id }) => id));
    cursor = nextCursor;
  }
  expect(ids).toEqual([...drafts.reverse(), sent]);
  const find = async (asked: object) =>
    (await listBroadcasts(pageId, asked)).rows.map(({ name, counts }) => ({ name, sent: counts.sent }));
  expect(await find({ search: "AUTUMN roast" })).toEqual([{ name: "Test", sent: 3 }]);
  expect(await find({ search: "draft 17" })).toEqual([{ name: "Draft 17", sent: 0 }]);
  expect(await find({ view: "over" })).toEqual([{ name: "Test", sent: 3 }]);
  expect(await find({ view: "running" })).toEqual([]);
  expect((await listBroadcasts(pageId, { search: "nothing like it" })).isEmpty).toBe(false);
  expect(await listBegun(pageId)).toEqual([{ id: sent, name: "Test" }]);
});
