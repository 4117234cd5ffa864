/** The year 2096: far enough, and still a date that every part can write down. */
const latestAt = 4_000_000_000_000;

/**
 * The emulator's one clock. Windows, tags, schedules and webhook retries are judged by it; the pace of
 * requests (a second is a second) is not, so that a moved clock never opens a rate limit.
 */
export class Clock {
  private offsetMs = 0;
  private frozenAt: number | null = null;
  private readonly listeners: (() => void)[] = [];

  /** Milliseconds since 1970. */
  now(): number {
    return this.frozenAt ?? Date.now() + this.offsetMs;
  }

  /** Moves the clock to `wanted` (milliseconds). It runs on from there unless `frozen`. */
  set(wanted: number, frozen = false): void {
    const at = Math.min(Math.max(0, wanted), latestAt);
    this.offsetMs = at - Date.now();
    this.frozenAt = frozen ? at : null;
    this.changed();
  }

  advance(byMs: number): void {
    this.set(this.now() + byMs, this.frozenAt !== null);
  }

  /** Back to the system's time. */
  live(): void {
    this.offsetMs = 0;
    this.frozenAt = null;
    this.changed();
  }

  /** Where the clock stands still, if it does. */
  get frozenTime(): number | null {
    return this.frozenAt;
  }

  describe(): { now: number; iso: string; offsetMs: number; frozen: boolean } {
    const now = this.now();
    return {
      now,
      iso: new Date(now).toISOString(),
      offsetMs: this.frozenAt === null ? this.offsetMs : now - Date.now(),
      frozen: this.frozenAt !== null,
    };
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
