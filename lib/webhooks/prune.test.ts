import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("webhooks are kept for 30 days and no longer", async () => {
  const { db } = await import("../db");
  const { handlers } = await import("../jobs/handlers/all");
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000);
  await db().webhookDelivery.createMany({
    data: [31, 29, 400, 0].map((days) => ({
      pageId: "1",
      body: new Uint8Array(),
      receivedAt: daysAgo(days),
    })),
  });
  await handlers["prune-webhooks"]({}, { holder: "test", abortSignal: undefined });
  const kept = await db().webhookDelivery.findMany({ orderBy: { id: "asc" } });
  expect(kept.map(({ receivedAt }) => receivedAt >= daysAgo(30))).toEqual([true, true]);
});
