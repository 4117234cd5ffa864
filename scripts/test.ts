import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./launch/browser";
import { buildWeb } from "./launch/build";
import { runChecks } from "./launch/checks";
import { LaunchProblem } from "./launch/processes";
import { runShown, tool } from "./launch/steps";
import { readPlaywrightReport, readVitestReport, type Tally } from "./launch/test-reports";

/** Everything: static checks, unit and integration tests on a real database, end-to-end in a real browser. */
main().catch((error: unknown) => {
  console.error(error instanceof LaunchProblem ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exit(1);
});

async function main(): Promise<void> {
  const reports = await mkdtemp(join(tmpdir(), "labelcast-reports-"));
  const tallies = [
    await step("Static checks", runChecks),
    await step("Unit and integration tests", () => runVitest(join(reports, "vitest.json"))),
    await step("End-to-end tests in a browser", () => runPlaywright(join(reports, "playwright.json"))),
  ];
  await rm(reports, { recursive: true, force: true });
  for (const failure of tallies.flatMap((tally) => tally.failures)) console.log(`\n✗ ${failure}`);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

async function step(name: string, run: () => Promise<Tally>): Promise<Tally> {
  const startedAtMs = Date.now();
  console.log(`\n── ${name}`);
  const tally = await run();
  const seconds = Math.round((Date.now() - startedAtMs) / 1000);
  console.log(`── ${name}: ${tally.passed} passed, ${tally.failed} failed in ${seconds} s`);
  return tally;
}

async function runVitest(report: string): Promise<Tally> {
  const options = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const isGood = await runShown(tool("vitest/vitest.mjs", ...options));
  return withFailure(isGood, await readVitestReport(report));
}

async function runPlaywright(report: string): Promise<Tally> {
  const browser = await findBrowser();
  await buildWeb();
  const isGood = await runShown(tool("@playwright/test/cli.js", "test", "--reporter=list,json"), {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return withFailure(isGood, await readPlaywrightReport(report));
}

/** A runner that failed without saying which test did counts as one failure. */
function withFailure(isGood: boolean, tally: Tally): Tally {
  if (isGood || tally.failed > 0) return tally;
  return {
    ...tally,
    failed: 1,
    failures: ["A test runner failed without naming a test; its output is above."],
  };
}
