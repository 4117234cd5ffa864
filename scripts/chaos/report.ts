import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, platform, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "../launch/root";
import type { ScenarioReport } from "./scenario";

export interface Finished extends ScenarioReport {
  name: string;
  promise: string;
  rounds: number;
  seed: number;
  seconds: number;
}

const document = join(root, "docs/chaos.md");

const introduction = `# Chaos

Written by \`npm run chaos\`, which kills, duplicates, loses and shuffles for minutes what the tests do for seconds.
A row is the newest full run of its scenario; the seed repeats its choices, though not the machine's timing.
`;

const columns = ["scenario", "what must hold", "run", "figures", "verdict"];

/** One row a scenario, as Markdown. */
export function toTable(finished: readonly Finished[]): string {
  return [toLine(columns), toLine(columns.map(() => "---")), ...finished.map(toRow)].join("\n");
}

/** Replaces the rows of what has just run and keeps the others. */
export async function writeDocument(finished: readonly Finished[]): Promise<void> {
  const before = await readFile(document, "utf8").catch(() => "");
  const rows = new Map(
    before
      .split("\n")
      .filter((line) => line.startsWith("| ") && !line.startsWith("| scenario") && !line.startsWith("| ---"))
      .map((line) => [line.split("|")[1]!.trim(), line]),
  );
  for (const one of finished) rows.set(one.name, toRow(one));
  const table = [toLine(columns), toLine(columns.map(() => "---")), ...rows.values()].join("\n");
  await writeFile(document, `${introduction}\n${table}\n`);
}

function toRow(finished: Finished): string {
  const { name, promise, rounds, seed, seconds, figures, violations } = finished;
  const date = new Date().toISOString().slice(0, 10);
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  const machine = `${platform()}, ${availableParallelism()} cores, ${memoryGb} GB, Node ${process.versions.node}`;
  const run = `${date}, ${rounds} rounds, seed ${seed}, ${seconds} s; ${machine}`;
  const measured = Object.entries(figures).map(([figure, value]) => `${figure}: ${value}`);
  const verdict = violations.length === 0 ? "held" : `**broken**: ${violations.slice(0, 3).join("; ")}`;
  return toLine([name, promise, run, measured.join("<br>"), verdict]);
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}
