import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { runBulkRound } from "../../scripts/chaos/bulk-round";
import { keepWorkers } from "../../scripts/chaos/kept-workers";
import { createRandom } from "../../scripts/chaos/random";
import { openWorld, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("however often the worker is killed in the middle of a bulk change, each customer is changed once, and only calls in flight are repeated", async () => {
  const page = await world.connect({ customers: 500, labels: [{ name: "A", share: 0.05 }] });
  await world.drain();
  const seed = Date.now() % 1_000_000_000;
  const random = createRandom(seed);
  const logFolder = await mkdtemp(join(tmpdir(), "labelcast-bulk-"));
  const workers = await keepWorkers(1, { graphUrl: world.emulator.url, logFolder, random });
  try {
    const tally = await runBulkRound(page, { world, workers, random, kills: 1 });
    expect(tally.violations, `seed ${seed}`).toEqual([]);
    expect(tally.changed).toBeGreaterThan(450);
    expect(tally.kills).toBeGreaterThan(0);
  } finally {
    await workers.stop();
    await rm(logFolder, { recursive: true, force: true });
  }
}, 240_000);
