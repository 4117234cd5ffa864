import { Problem } from "../problem";

/** Later than this after its time, a broadcast that names no "too late" itself is no more what somebody wanted. */
const lateMaxMs = 30 * 60_000;

/** Whether the time is over after which nothing more goes out; null for none. */
export function isTooLate(tooLateAt: Date | null, at: Date): boolean {
  return tooLateAt !== null && at >= tooLateAt;
}

/** @throws Problem when a broadcast that was to begin at a time could not for so long that a person is asked again */
export function requireInTime(time: Date | null, at: Date, tooLateAt: Date | null): void {
  if (time === null || tooLateAt !== null) return;
  const lateMs = at.getTime() - time.getTime();
  if (lateMs <= lateMaxMs) return;
  throw new Problem("broadcast-time-missed", { values: { minutes: Math.floor(lateMs / 60_000) } });
}
