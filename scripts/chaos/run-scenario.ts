import { createRandom } from "./random";
import { scenarios } from "./scenarios";
import type { ScenarioReport } from "./scenario";

/** One scenario in a process of its own, since each sets the process's settings. Its last line is the report, as JSON. */
const [name, rounds, seed] = process.argv.slice(2);
const scenario = scenarios.find((one) => one.name === name);
if (!scenario) throw new Error("run-scenario NAME ROUNDS SEED");
const say = (words: string) => console.log(`   ${words}`);
const options = { rounds: Number(rounds), seed: Number(seed), random: createRandom(Number(seed)), say };
const report: ScenarioReport = await scenario.run(options).catch((error: unknown) => {
  console.error(error);
  return { figures: {}, violations: [`the run itself failed: ${String(error)}`] };
});
console.log(JSON.stringify(report));
process.exit(0);
