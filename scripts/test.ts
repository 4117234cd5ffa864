import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./launch/browser";
import { buildWeb } from "./launch/build";
import { runChecks } from "./launch/checks";
import { LaunchProblem } from "./launch/processes";
import { runShown, tool } from "./launch/steps";

interface Tally {
  passed: number;
  failed: number;
}

/** What we read of the two runners' reports. */
interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected: number; unexpected: number; flaky: number };
}

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
  return readTally(report, isGood, ({ numPassedTests = 0, numFailedTests = 0 }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
  }));
}

async function runPlaywright(report: string): Promise<Tally> {
  const browser = await findBrowser();
  await buildWeb();
  const isGood = await runShown(tool("@playwright/test/cli.js", "test", "--reporter=list,json"), {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return readTally(report, isGood, ({ stats = { expected: 0, unexpected: 0, flaky: 0 } }) => ({
    passed: stats.expected,
    // A test that passes only at the second try is a bug, in the product or in the test.
    failed: stats.unexpected + stats.flaky,
  }));
}

/** A runner that failed without saying which test did counts as one failure. */
async function readTally(path: string, isGood: boolean, read: (report: Report) => Tally): Promise<Tally> {
  const tally = await readFile(path, "utf8").then(
    (text) => read(JSON.parse(text) as Report),
    () => ({ passed: 0, failed: 0 }),
  );
  return isGood ? tally : { ...tally, failed: Math.max(1, tally.failed) };
}
