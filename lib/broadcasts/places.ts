import { setTimeout as wait } from "node:timers/promises";
import type { Booking } from "./pace";
import type { Sending } from "./sending";

/** The booked places of a portion: when each of its messages goes out, and how late each did. */
export class Places {
  readonly #startAtMs: number;
  readonly #delaysMs: readonly number[];
  readonly #spacingMs: number;
  readonly #lateMs: (number | null)[];
  readonly #waiting = new Set<Promise<void>>();
  /** How many places are passed, used or not. */
  #passed = 0;

  constructor({ startAtMs, delaysMs }: Booking, spacingMs: number) {
    this.#startAtMs = startAtMs;
    this.#delaysMs = delaysMs;
    this.#spacingMs = spacingMs;
    this.#lateMs = delaysMs.map(() => null);
  }

  /**
   * When the first of the next `count` goes out, if nothing holds them up. They follow each other at the rate, as late as
   * the latest of them has to be: they are marked together, and nobody of them waits long after that.
   */
  dueAtMs(count: number): number {
    const delaysMs = this.#delaysMs.slice(this.#passed, this.#passed + count);
    return this.#placeMs(this.#passed) + Math.max(0, ...delaysMs);
  }

  /** How much later than that it is by now. */
  lateMs(): number {
    return performance.now() - this.dueAtMs(1);
  }

  /** Waits until the `index`-th from here on is due, and notes when it went out. @param dueAtMs when the first is */
  take(index: number, dueAtMs: number): Promise<void> {
    const at = this.#passed + index;
    const placeMs = this.#placeMs(at);
    const taken = waitUntil(dueAtMs + index * this.#spacingMs).then(() => {
      this.#lateMs[at] = Math.ceil((performance.now() - placeMs) * 10) / 10;
      this.#waiting.delete(taken);
    });
    this.#waiting.add(taken);
    return taken;
  }

  pass(count: number): void {
    this.#passed += count;
  }

  /** Has all workers know when these went out, once the last of them did. */
  tell({ sent, clock }: Sending): void {
    void Promise.all(this.#waiting).then(() => {
      if (this.#lateMs.every((late) => late === null)) return;
      const firstMs = clock.toDatabase(this.#startAtMs);
      sent.push({ firstMs, spacingMs: this.#spacingMs, lateMs: this.#lateMs });
    });
  }

  #placeMs(at: number): number {
    return this.#startAtMs + at * this.#spacingMs;
  }
}

/** Never sooner: timers count whole milliseconds. */
export async function waitUntil(atMs: number): Promise<void> {
  const leftMs = atMs - performance.now();
  if (leftMs > 0) await wait(Math.ceil(leftMs));
}
