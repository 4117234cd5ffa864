import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildWeb, generatePrismaClient } from "./launch/build";
import { runToEnd, tsProgram } from "./launch/processes";
import { root } from "./launch/root";
import { runShown } from "./launch/steps";

const cases = [
  "audience",
  "broadcast",
  "counts",
  "customers",
  "emulator",
  "import",
  "live",
  "pages",
  "webhooks",
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const wanted = cases.find((one) => one === positionals[0]);
if (!wanted) {
  console.error(`npm run bench -- CASE [--json]\nCases: ${cases.join(", ")}`);
  process.exit(1);
}

/** Measures one case. The last line is its figures, one JSON object; what is done meanwhile goes to stderr. */
await prepare(wanted);
// With --json nothing but that line is said.
const program = [process.execPath, ...tsProgram(`bench/${wanted}.ts`)];
const isGood = await runShown(
  values.json ? ["/bin/sh", "-c", '"$@" 2>/dev/null', "sh", ...program] : program,
);
process.exit(isGood ? 0 : 1);

async function prepare(one: (typeof cases)[number]): Promise<void> {
  await generatePrismaClient();
  if (one !== "audience" && one !== "emulator") await buildWeb();
  if (one !== "audience" || existsSync(join(root, "bench/node_modules/roaring-wasm"))) return;
  console.error("Installing what is measured beside …");
  await runToEnd("npm", ["ci", "--prefix", join(root, "bench"), "--no-audit", "--no-fund"]);
}
