import { setTimeout as wait } from "node:timers/promises";
import type { Arrivals, Departure } from "./arrivals";
import type { Booking } from "./pace";
import type { Sending } from "./sending";

/** What was not answered within this time is told as it is known by then: what is a second behind it is being booked. */
const answerWaitMs = 400;
/** A crash leaves everybody unknown who is marked; so long may they wait after the first of their group. */
const markedWaitMs = 10;

/** The booked places of a portion: when each of its messages goes out, and how late each got there. */
export class Places {
  readonly #firstMs: number;
  readonly #startAtMs: number;
  readonly #delaysMs: readonly number[];
  readonly #spacingMs: number;
  readonly #departures: (Departure | null)[];
  readonly #arrivals: Arrivals;
  /** How many places are passed, used or not. */
  #passed = 0;

  constructor({ firstMs, startAtMs, delaysMs }: Booking, spacingMs: number, arrivals: Arrivals) {
    this.#firstMs = firstMs;
    this.#startAtMs = startAtMs;
    this.#delaysMs = delaysMs;
    this.#spacingMs = spacingMs;
    this.#arrivals = arrivals;
    this.#departures = delaysMs.map(() => null);
  }

  /**
   * When each of the next `count` goes out, if nothing holds them up: at its place, or as late as it has to be. They are
   * marked together before the first of them, and nobody waits long after that: rather, the first waits too.
   */
  dueTimesMs(count: number): number[] {
    const own = Array.from({ length: count }, (_, index) => {
      const at = this.#passed + index;
      return this.#placeMs(at) + (this.#delaysMs[at] ?? 0);
    });
    const lastMs = Math.max(...own.map((dueMs, index) => dueMs - index * this.#spacingMs));
    const firstMs = Math.max(own[0] ?? 0, lastMs - markedWaitMs);
    return own.map((dueMs) => Math.max(dueMs, firstMs));
  }

  /** How much later than the first of them it is by now. */
  lateMs(count: number): number {
    return performance.now() - this.dueTimesMs(count)[0]!;
  }

  /** Waits until the `index`-th from here on is due, and notes that it goes now. */
  async take(index: number, dueMs: number): Promise<Departure> {
    const at = this.#passed + index;
    await waitUntil(dueMs);
    return (this.#departures[at] = this.#arrivals.leave());
  }

  pass(count: number): void {
    this.#passed += count;
  }

  /** Has all workers know how late these got there, once their answers tell. */
  tell({ sent, inFlight }: Sending): void {
    const [firstMs, spacingMs, count] = [this.#firstMs, this.#spacingMs, this.#departures.length];
    void Promise.race([Promise.all(inFlight), wait(answerWaitMs)]).then(() => {
      const lateMs = this.#arrivals
        .toArrivalsMs(this.#departures)
        .map((arrivedMs, at) =>
          arrivedMs === null ? null : Math.ceil((arrivedMs - this.#placeMs(at)) * 10) / 10,
        );
      sent.push({ firstMs, spacingMs, count, lateMs });
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
