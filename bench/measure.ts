/** Milliseconds of one kind of work. */
export interface Measured {
  p50: number;
  p95: number;
  repetitions: number;
}

interface MeasureOptions {
  /** Enough for a p95 that is not merely the slowest. */
  repetitionsMax?: number;
  repetitionsMin?: number;
  budgetMs?: number;
}

/** Repeats work until there are enough figures or the time is over. The first few runs warm up and do not count. */
export async function measure(
  work: () => unknown,
  { repetitionsMax = 400, repetitionsMin = 7, budgetMs = 3_000 }: MeasureOptions = {},
): Promise<Measured> {
  const warmUntilMs = performance.now() + budgetMs / 10;
  do await work();
  while (performance.now() < warmUntilMs);
  const tookMs: number[] = [];
  const endAtMs = performance.now() + budgetMs;
  while (tookMs.length < repetitionsMin || (tookMs.length < repetitionsMax && performance.now() < endAtMs)) {
    const startedAtMs = performance.now();
    await work();
    tookMs.push(performance.now() - startedAtMs);
  }
  return toMeasured(tookMs);
}

export function toMeasured(values: readonly number[]): Measured {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: round(at(0.5)), p95: round(at(0.95)), repetitions: sorted.length };
}

/** Three digits that mean something. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}
