/** A moment in which this process looked at nothing; what came meanwhile is seen at once, right after it. */
export interface Stall {
  fromMs: number;
  toMs: number;
}

/** Something that was seen. */
export interface Seen {
  atMs: number;
  /** It did not happen before. */
  notBeforeMs: number;
}

const lookEveryMs = 5;
/** Two looks no farther apart are none that something held up; so nothing that is seen is known to a finer time. */
const blurMs = 2 * lookEveryMs;
/** What waited is worked through. */
const afterwardsMs = 20;

/** Watches from now on. Times are of `Date.now()`. */
export function watchStalls(): { stalls: readonly Stall[]; stop: () => void } {
  const stalls: Stall[] = [];
  let lookedAtMs = Date.now();
  const timer = setInterval(() => {
    const nowMs = Date.now();
    if (nowMs - lookedAtMs > blurMs) stalls.push({ fromMs: lookedAtMs, toMs: nowMs });
    lookedAtMs = nowMs;
  }, lookEveryMs);
  timer.unref();
  return { stalls, stop: () => clearInterval(timer) };
}

/** What was seen at this time may have happened as long before as nobody looked. */
export function toSeen(stalls: readonly Stall[], atMs: number): Seen {
  const stall = stalls.findLast(({ fromMs, toMs }) => fromMs <= atMs && atMs - toMs < afterwardsMs);
  return { atMs, notBeforeMs: Math.min(atMs - blurMs, stall?.fromMs ?? Infinity) };
}

/** The most that happened within one second: as seen, and for certain. */
export function mostInASecond(seen: readonly Seen[]): { seen: number; certain: number } {
  const sorted = [...seen].sort((one, other) => one.atMs - other.atMs);
  const most = { seen: 0, certain: 0 };
  let first = 0;
  for (const [last, { atMs }] of sorted.entries()) {
    while (sorted[first]!.atMs <= atMs - 1_000) first += 1;
    const inIt = sorted.slice(first, last + 1);
    most.seen = Math.max(most.seen, inIt.length);
    const certain = inIt.filter(({ notBeforeMs }) => notBeforeMs > atMs - 1_000).length;
    most.certain = Math.max(most.certain, certain);
  }
  return most;
}
