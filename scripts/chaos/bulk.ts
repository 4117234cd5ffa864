import { openWorld } from "../testing/world";
import { runBulkRound } from "./bulk-round";
import { openChaosServer } from "./chaos-server";
import { keepWorkers } from "./kept-workers";
import type { Scenario, ScenarioOptions, ScenarioReport } from "./scenario";

export const bulk: Scenario = {
  name: "bulk",
  promise:
    "A bulk change of 5,000 customers whose worker is killed ten times ends right: each customer is changed once, and only calls that were in flight are repeated",
  roundsDefault: 1,
  run: runBulk,
};

const customers = 5_000;
const kills = 10;

async function runBulk({ rounds, random, say }: ScenarioOptions): Promise<ScenarioReport> {
  const server = await openChaosServer();
  const world = await openWorld(server.url);
  const violations: string[] = [];
  const sum = { kills: 0, changed: 0, repeated: 0, repeatedMax: 0 };
  try {
    for (let round = 0; round < rounds; round++) {
      const page = await world.connect({ customers, labels: [{ name: "A", share: 0.05 }, "B"] });
      await world.drain();
      const workers = await keepWorkers(1, {
        graphUrl: world.emulator.url,
        logFolder: server.logFolder,
        random,
      });
      try {
        const tally = await runBulkRound(page, { world, workers, random, kills });
        for (const name of ["kills", "changed", "repeated", "repeatedMax"] as const) sum[name] += tally[name];
        violations.push(...tally.violations);
        for (const violation of tally.violations) say(`✗ ${violation}`);
      } finally {
        await workers.stop();
      }
      say(`${round + 1} of ${rounds} rounds, ${sum.kills} kills, ${violations.length} violations`);
    }
  } finally {
    await world.close();
    await server.close();
  }
  return {
    figures: {
      "workers killed": sum.kills,
      "customers changed": sum.changed,
      "calls repeated": `${sum.repeated} of at most ${sum.repeatedMax} in flight`,
    },
    violations,
  };
}
