import type { Random } from "./random";

export interface ScenarioOptions {
  rounds: number;
  seed: number;
  random: Random;
  /** For the person who watches. */
  say(words: string): void;
}

export interface ScenarioReport {
  /** What was done and measured, in the order of the table. */
  figures: Record<string, string | number>;
  /** What was promised and did not hold; empty when all is well. */
  violations: string[];
}

export interface Scenario {
  name: string;
  /** What must hold, in words a product owner would use. */
  promise: string;
  roundsDefault: number;
  run(options: ScenarioOptions): Promise<ScenarioReport>;
}

/** `p50 12, p95 30, most 41 ms` of a list of measurements. */
export function toSpread(values: readonly number[], unit: string): string {
  if (values.length === 0) return "none";
  const sorted = [...values].sort((one, other) => one - other);
  const at = (part: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, most ${Math.round(sorted.at(-1)!)} ${unit}`;
}
