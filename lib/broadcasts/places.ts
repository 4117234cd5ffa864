import { setTimeout as wait } from "node:timers/promises";
import type { Arrivals, Departure } from "./arrivals";
import type { Booking } from "./pace";
import type { Sending } from "./sending";

/** What was not answered within this time is told as it is known by then: what is a second behind it is being booked. */
const answerWaitMs = 400;

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

  /** Waits until the `index`-th from here on is due, and notes that it goes now. @param dueAtMs when the first is */
  async take(index: number, dueAtMs: number): Promise<Departure> {
    const at = this.#passed + index;
    await waitUntil(dueAtMs + index * this.#spacingMs);
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
