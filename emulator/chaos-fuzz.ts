import { parseArgs } from "node:util";
import { fuzz } from "./fuzz/fuzz";

/** npx tsx emulator/chaos-fuzz.ts [--requests 20000] [--seed N]: the last line is the report, as JSON. */
const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
  },
});
const seed = Number(values.seed);
console.log(`seed ${seed}`);
const report = await fuzz(seed, Number(values.requests));
for (const violation of report.violations) console.error(violation);
console.log(JSON.stringify({ ...report, violations: report.violations.length }));
process.exitCode = report.violations.length === 0 ? 0 : 1;
