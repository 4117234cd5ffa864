import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { root } from "./root";

/** How many tests passed and failed, and each failed one in words: where it is, what it says, why it failed. */
export interface Tally {
  passed: number;
  failed: number;
  failures: string[];
}

/** What we read of Vitest's JSON report. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** What we read of Playwright's JSON report. */
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  specs: { file: string; line: number; title: string; tests: PlaywrightTest[] }[];
  suites?: PlaywrightSuite[];
}

interface PlaywrightTest {
  status: "expected" | "unexpected" | "flaky" | "skipped";
  results: { error?: { message?: string } }[];
}

/** @returns nothing passed and nothing failed where there is no report: the runner's exit says that it failed */
export async function readVitestReport(path: string): Promise<Tally> {
  const report = await readReport<VitestReport>(path);
  if (!report) return { passed: 0, failed: 0, failures: [] };
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message ? [inWords(relative(root, name), message)] : []),
    ...assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) =>
        inWords(`${relative(root, name)}: ${fullName}`, failureMessages.join("\n")),
      ),
  ]);
  return { passed: report.numPassedTests, failed: report.numFailedTests, failures };
}

/** A test that passes only at the second try counts as failed: it is a bug, in the product or in the test. */
export async function readPlaywrightReport(path: string): Promise<Tally> {
  const report = await readReport<PlaywrightReport>(path);
  if (!report) return { passed: 0, failed: 0, failures: [] };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky, failures: report.suites.flatMap(failuresOf) };
}

function failuresOf({ specs, suites = [] }: PlaywrightSuite): string[] {
  const failed = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => {
        const reasons = results.flatMap(({ error }) => error?.message ?? []);
        return inWords(`${file}:${line}: ${title}`, reasons.join("\n"));
      }),
  );
  return [...failed, ...suites.flatMap(failuresOf)];
}

/** The first lines of a reason are enough to know it by; the whole stands in the runner's own output above. */
const linesOfAReason = 12;

function inWords(what: string, why: string): string {
  const lines = why.split("\n").slice(0, linesOfAReason);
  return [what, ...lines.map((line) => `    ${line}`)].join("\n");
}

async function readReport<Report>(path: string): Promise<Report | null> {
  return readFile(path, "utf8").then(
    (text) => JSON.parse(text) as Report,
    () => null,
  );
}
