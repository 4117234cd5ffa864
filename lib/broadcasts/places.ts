import { setTimeout as wait } from "node:timers/promises";
import type { Booking } from "./pace";
import type { Sending } from "./sending";

/** The booked places of a portion: when each of its messages goes out, and how late the latest did. */
export class Places {
  readonly #startAtMs: number;
  readonly #delayMs: number;
  readonly #spacingMs: number;
  /** How many places are passed, used or not. */
  #passed = 0;
  #lateMs = 0;
  /** The place of the last that went out; null before any did. */
  #lastMs: number | null = null;
  readonly #waiting = new Set<Promise<void>>();

  constructor({ startAtMs, delayMs }: Booking, spacingMs: number) {
    this.#startAtMs = startAtMs;
    this.#delayMs = delayMs;
    this.#spacingMs = spacingMs;
  }

  /** When the next goes out, if nothing holds it up. */
  dueAtMs(): number {
    return this.#placeMs(0) + this.#delayMs;
  }

  /** How much later than that it is by now. */
  lateMs(): number {
    return performance.now() - this.dueAtMs();
  }

  /** Waits until the `index`-th from here on is due, and notes how late that is in the end. */
  take(index: number): Promise<void> {
    const placeMs = this.#placeMs(index);
    const taken = waitUntil(placeMs + this.#delayMs).then(() => {
      this.#lateMs = Math.max(this.#lateMs, performance.now() - placeMs);
      this.#lastMs = Math.max(this.#lastMs ?? 0, placeMs);
      this.#waiting.delete(taken);
    });
    this.#waiting.add(taken);
    return taken;
  }

  pass(count: number): void {
    this.#passed += count;
  }

  /** Has all workers know how late these were, once the last of them is out. */
  tell({ sent, clock }: Sending): void {
    void Promise.all(this.#waiting).then(() => {
      if (this.#lastMs === null) return;
      const [firstMs, lastMs] = [clock.toDatabase(this.#startAtMs), clock.toDatabase(this.#lastMs)];
      sent.push({ firstMs, lastMs, lateMs: this.#lateMs });
    });
  }

  #placeMs(index: number): number {
    return this.#startAtMs + (this.#passed + index) * this.#spacingMs;
  }
}

export async function waitUntil(atMs: number): Promise<void> {
  const leftMs = atMs - performance.now();
  if (leftMs > 0) await wait(leftMs);
}
