import { expect, test } from "vitest";
import { createRandom } from "../chaos/random";
import { supervisor } from "../chaos/supervisor";

test("whatever is killed, also while the database is being made: nothing acknowledged is lost, every start works, a clean stop leaves nothing running", async () => {
  const seed = Date.now() % 1_000_000_000;
  const report = await supervisor.run({ rounds: 6, seed, random: createRandom(seed), say: () => undefined });
  expect(report.violations, `seed ${seed}`).toEqual([]);
  expect(report.figures["rows acknowledged"]).toBeGreaterThan(0);
}, 120_000);
