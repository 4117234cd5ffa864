/** With more errors than this among the first few, the broadcast stops by itself. */
const errorShareMax = 0.1;
/** How often the first few are looked at when their watch is over and some are still open. */
const lookEveryMs = 5_000;
/** When the first few are not settled so long after their watch, a person has to look. */
const patienceMs = 10 * 60_000;

/** How far a broadcast that goes to a few first has come. */
export interface CanaryFacts {
  /** How long the first few are still watched, 0 or less when that is over; null while they are going out. */
  watchLeftMs: number | null;
  /** Lines that were tried, or are about to be. */
  started: number;
  /** Lines that nobody has tried yet. */
  waiting: number;
  /** Lines that were begun and have no outcome. */
  open: number;
  /** Of those, the ones that may be tried again now. */
  due: number;
  /** Of the open ones, those that Facebook put off and whose time has not come. */
  putOff: number;
  /** Failed or unknown. */
  bad: number;
  settled: number;
}

export type CanaryDecision =
  | { kind: "begin"; people: number }
  /** Nobody is left to be spared. */
  | { kind: "everybody" }
  /** The first few only: those of them that Facebook put off. */
  | { kind: "try-again" }
  | { kind: "watch" }
  | { kind: "wait"; forMs: number }
  | { kind: "passed" }
  | { kind: "failed"; bad: number; settled: number }
  | { kind: "unsettled"; open: number };

/**
 * What may happen next. The others get it only when every one of the first few has an outcome and nearly all of them a
 * good one: that nothing went wrong is no proof while nothing has come back.
 */
export function decideCanary(facts: CanaryFacts, size: number): CanaryDecision {
  const { watchLeftMs, started, waiting, open, due, putOff, bad, settled } = facts;
  if (waiting === 0) return { kind: "everybody" };
  if (due > 0) return { kind: "try-again" };
  // Also when the watch was over: a worker that died may have given back what it held.
  if (started < size) return { kind: "begin", people: size - started };
  if (watchLeftMs === null) return { kind: "watch" };
  if (watchLeftMs > 0) return { kind: "wait", forMs: watchLeftMs };
  if (open > 0 || settled === 0) {
    // Who is put off will be tried again: there is nothing for a person to find out.
    const isOverdue = watchLeftMs < -patienceMs && putOff === 0;
    return isOverdue ? { kind: "unsettled", open } : { kind: "wait", forMs: lookEveryMs };
  }
  return bad / settled > errorShareMax ? { kind: "failed", bad, settled } : { kind: "passed" };
}
