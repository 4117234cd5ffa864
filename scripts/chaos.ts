import { parseArgs } from "node:util";
import { generatePrismaClient } from "./launch/build";
import { toTable, writeDocument, type Finished } from "./chaos/report";
import type { Scenario, ScenarioReport } from "./chaos/scenario";
import { WatchedProcess } from "./chaos/watched-process";

const usage = "npm run chaos [-- SCENARIO …] [--rounds N] [--seed S]";

await main();

/** Kills, duplicates, loses and shuffles, for as long as it takes, and writes down what held: docs/chaos.md. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: "string" }, seed: { type: "string" } },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const rounds = values.rounds === undefined ? null : Number(values.rounds);
  await generatePrismaClient();
  // Imported here: scenarios read the Prisma client, which was only just generated.
  const { scenarios } = await import("./chaos/scenarios");
  const isKnown = (name: string) => scenarios.some((scenario) => scenario.name === name);
  if (!positionals.every(isKnown) || !Number.isInteger(seed) || (rounds !== null && !(rounds > 0))) {
    console.error(`${usage}\nScenarios: ${scenarios.map(({ name }) => name).join(", ")}`);
    process.exit(1);
  }
  const wanted = scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  console.log(`seed ${seed}`);
  const finished: Finished[] = [];
  for (const scenario of wanted) {
    finished.push(await run(scenario, rounds ?? scenario.roundsDefault, seed));
    await writeDocument(finished);
  }
  console.log(`\n${toTable(finished)}`);
  process.exit(finished.every(({ violations }) => violations.length === 0) ? 0 : 1);
}

async function run({ name, promise }: Scenario, rounds: number, seed: number): Promise<Finished> {
  console.log(`\n── ${name}: ${promise}`);
  const startedAtMs = Date.now();
  const scenario = new WatchedProcess("scripts/chaos/run-scenario.ts", [name, String(rounds), String(seed)], {
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  scenario.child.stdout?.pipe(process.stdout);
  scenario.child.stderr?.pipe(process.stderr);
  await scenario.ended;
  const { figures, violations } = readReport(scenario.lines.at(-1));
  for (const violation of violations) console.error(`   ✗ ${violation}`);
  const seconds = Math.round((Date.now() - startedAtMs) / 1000);
  return { name, promise, rounds, seed, seconds, figures, violations };
}

function readReport(line: string | undefined): ScenarioReport {
  try {
    return JSON.parse(line ?? "") as ScenarioReport;
  } catch {
    return { figures: {}, violations: ["the run ended without a report"] };
  }
}
