import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type World } from "../testing/world";
import { createRandom } from "./random";
import { runWebhookFuzz, type FuzzTally } from "./webhook-fuzz";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("5,000 mad webhooks: never a failure of ours, nothing changes without a signature, nothing twice", async () => {
  const page = await world.connect({ customers: 20, labels: 4 });
  await world.drain();
  const seed = Date.now() % 1_000_000_000;
  const tally: FuzzTally = { bodies: 0, kept: 0, violations: [] };
  await runWebhookFuzz(page, { world, random: createRandom(seed), tally, bodies: 3_400 });
  expect(tally.violations, `seed ${seed}`).toEqual([]);
  expect(tally.bodies).toBeGreaterThanOrEqual(5_000);
  expect(tally.kept).toBeGreaterThan(200);
}, 180_000);
