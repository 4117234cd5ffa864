/** A message on its way, or accepted. Times are of `performance.now()`. */
export interface Departure {
  readonly leftMs: number;
  /** Infinity until then. */
  acceptedMs: number;
}

/** Enough for the messages of a second that are still on their way. */
const departuresKept = 1_000;
const waysKept = 200;
/** Before so many are known, nothing is called usual. */
const waysMin = 20;

/**
 * When the messages of a run reached Facebook, as far as answers tell. Each got there after it left and before its answer;
 * and one that left later and is answered shows that the way was free by then. So a message that takes long there by itself
 * is not late. Where everything stood still for a moment, here, there or in between, all of it is: it shows in the way of
 * each, the time until it or a later one is accepted, which is longer than usual then.
 */
export class Arrivals {
  readonly #departures: Departure[] = [];
  /** The ways of the last messages, in milliseconds. */
  readonly #ways: number[] = [];

  leave(leftMs = performance.now()): Departure {
    const departure = { leftMs, acceptedMs: Infinity };
    this.#departures.push(departure);
    if (this.#departures.length > departuresKept) this.#departures.shift();
    return departure;
  }

  /** Only what was accepted: a refusal may come quicker than any message is taken. */
  accept(departure: Departure, acceptedMs = performance.now()): void {
    departure.acceptedMs = acceptedMs;
  }

  /**
   * When each of these was there; for one of which nothing is known yet, as if it were accepted now.
   * @param departures in the order of their places; null for what did not leave
   */
  toArrivalsMs(departures: readonly (Departure | null)[], nowMs = performance.now()): (number | null)[] {
    const usualMs = findUsualMs(this.#ways);
    const arrivals: (number | null)[] = departures.map(() => null);
    let [firstAcceptedMs, later] = [nowMs, this.#departures.length - 1];
    for (const [at, departure] of [...departures.entries()].reverse()) {
      if (departure === null) continue;
      for (; later >= 0 && this.#departures[later]!.leftMs >= departure.leftMs; later--)
        firstAcceptedMs = Math.min(firstAcceptedMs, this.#departures[later]!.acceptedMs);
      const wayMs = firstAcceptedMs - departure.leftMs;
      arrivals[at] = departure.leftMs + Math.max(0, wayMs - usualMs);
      this.#ways.push(wayMs);
    }
    this.#ways.splice(0, this.#ways.length - waysKept);
    return arrivals;
  }
}

/** Three of four ways are shorter: so what varies by itself is hardly ever late, and by little. */
function findUsualMs(waysMs: readonly number[]): number {
  if (waysMs.length < waysMin) return Infinity;
  return [...waysMs].sort((one, other) => one - other)[Math.floor(0.75 * waysMs.length)]!;
}
