import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type World } from "../testing/world";
import { keepWorkers } from "./kept-workers";
import { createRandom } from "./random";
import { runWebhookRound, type WebhookTally } from "./webhooks";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("when workers are killed while lost, doubled and shuffled webhooks come in, a comparison repairs, and our labels end up as the Page has them", async () => {
  const page = await world.connect({ customers: 30, labels: 5 });
  await world.drain();
  const seed = Date.now() % 1_000_000_000;
  const random = createRandom(seed);
  const logFolder = await mkdtemp(join(tmpdir(), "labelcast-kill-"));
  const tally: WebhookTally = { changes: 0, killed: 0, delivered: 0, repaired: 0, violations: [] };
  const workers = await keepWorkers(1, { graphUrl: world.emulator.url, logFolder, random });
  try {
    await runWebhookRound(page, { world, workers, random, tally, changes: 150, kills: 1 });
  } finally {
    await workers.stop();
    await rm(logFolder, { recursive: true, force: true });
  }
  expect(tally.violations, `seed ${seed}`).toEqual([]);
  expect(tally.delivered).toBeGreaterThan(0);
}, 180_000);
