import { generatePrismaClient } from "./build";
import { tsProgram } from "./processes";
import { runShown, tool } from "./steps";
import type { Tally } from "./test-reports";

/** What can be known without running the product. Types of routes come from Next, so they are made first. */
const checks: Record<string, string[]> = {
  types: tool("typescript/bin/tsc", "--noEmit", "-p", "."),
  lint: tool("eslint/bin/eslint.js", ".", "--max-warnings", "0"),
  format: tool("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."),
  imports: tool(
    "dependency-cruiser/bin/dependency-cruise.mjs",
    "app",
    "components",
    "lib",
    "emulator",
    "prisma",
    "scripts",
    "e2e",
    "proxy.ts",
  ),
  diagram: [process.execPath, ...tsProgram("scripts/diagram.ts", "--check")],
  unused: tool("knip/bin/knip.js"),
};

/** Runs every static check, also after one failed. */
export async function runChecks(): Promise<Tally> {
  await generatePrismaClient();
  const failures: string[] = [];
  await runShown(tool("next/dist/bin/next", "typegen"));
  for (const [name, command] of Object.entries(checks)) {
    const isGood = await runShown(command);
    console.log(`${isGood ? "✓" : "✗"} ${name}`);
    if (!isGood) failures.push(`Static check "${name}" failed; its output is above.`);
  }
  return { passed: Object.keys(checks).length - failures.length, failed: failures.length, failures };
}
