import { afterAll, beforeAll, expect, inject, test } from "vitest";
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

test("Facebook is asked how many a draft would reach only where it would do the sending, and nothing goes out by asking", async () => {
  const { db } = await import("../db");
  const { graphOf } = await import("../facebook-pages/data");
  const { estimateReach } = await import("./reach");
  const { reviewBroadcast } = await import("./review");
  const { saveBroadcast } = await import("./save-draft");
  const page = await openLegacyPage(world, 30);
  const pageId = page.pageId as never;
  const userId = (await db().user.findFirstOrThrow()).id;
  const content = { kind: "text", text: "Hello" } as const;
  const draft = { name: "Reach", content, predicate: allOf(page), segmentId: null };
  const { id } = await saveBroadcast(pageId, userId, { ...draft, ...wanted });
  const { waterfall } = await reviewBroadcast(pageId, id);
  expect(waterfall.willReceive).toBeGreaterThan(0);
  expect(await estimateReach(pageId, id)).toBe(waterfall.willReceive);
  const broadcasts = [];
  for await (const broadcast of (await graphOf(pageId)).listBroadcasts()) broadcasts.push(broadcast);
  expect({ broadcasts, received: await world.received(page.pageId) }).toEqual({
    broadcasts: [],
    received: [],
  });
  const { id: byOurselves } = await saveBroadcast(pageId, userId, draft);
  await expect(estimateReach(pageId, byOurselves)).rejects.toThrow("broadcast-api-no-longer");
});
