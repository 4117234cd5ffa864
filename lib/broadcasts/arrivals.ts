/** A message on its way, or accepted. Times are of `performance.now()`. */
export interface Departure {
  readonly leftMs: number;
  /** Infinity until then. */
  acceptedMs: number;
}

/** Enough for the messages of a second that are still on their way. */
const departuresKept = 1_000;
const waysKept = 400;
/** Before so many are known, nothing is called usual. */
const waysMin = 20;
/** Where half of the answers vary by no more than this, each tells of its own message: it costs hardly any of the rate. */
const steadyMs = 15;
/** Whoever stood still takes what waited in any order, and needs so long for all of it. */
const reorderedMs = 100;

interface Way {
  /** Until this one or a later one was accepted. */
  firstMs: number;
  /** Until this one was accepted, as far as known. */
  ownMs: number;
}

/**
 * When the messages of a run reached Facebook, as far as answers tell. Each got there after it left and before its answer;
 * and one that left later and is answered shows that the way was about free by then. So a message that takes long there by
 * itself is not late. Where everything stood still for a moment, here, there or in between, all of it is: it shows in the
 * way of each, which is longer than usual then.
 */
export class Arrivals {
  readonly #departures: Departure[] = [];
  /** Those of the last messages, in milliseconds. */
  readonly #ways: Way[] = [];

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
   * When each of these was there; for one of which nothing is known yet, as if it were accepted now. Never sooner than it
   * was, as far as can be known: the rate rests on it.
   * @param departures in the order of their places; null for what did not leave
   */
  toArrivalsMs(departures: readonly (Departure | null)[], nowMs = performance.now()): (number | null)[] {
    const ways = this.#findWays(departures, nowMs);
    this.#ways.push(...ways.filter((way) => way !== null));
    this.#ways.splice(0, Math.max(0, this.#ways.length - waysKept));
    const { usualMs, isSteady } = findUsual(this.#ways);
    return departures.map((departure, at) => {
      if (departure === null) return null;
      const { firstMs, ownMs } = ways[at]!;
      const wayMs = isSteady ? Math.min(ownMs, firstMs + reorderedMs) : firstMs;
      return departure.leftMs + Math.max(0, wayMs - usualMs);
    });
  }

  #findWays(departures: readonly (Departure | null)[], nowMs: number): (Way | null)[] {
    const ways: (Way | null)[] = departures.map(() => null);
    let [firstAcceptedMs, later] = [nowMs, this.#departures.length - 1];
    for (const [at, departure] of [...departures.entries()].reverse()) {
      if (departure === null) continue;
      const { leftMs, acceptedMs } = departure;
      for (; later >= 0 && this.#departures[later]!.leftMs >= leftMs; later--)
        firstAcceptedMs = Math.min(firstAcceptedMs, this.#departures[later]!.acceptedMs);
      ways[at] = { firstMs: firstAcceptedMs - leftMs, ownMs: Math.min(acceptedMs, nowMs) - leftMs };
    }
    return ways;
  }
}

/**
 * Where answers are steady, a way is usual when one in ten is shorter; otherwise when three of four are, so that what varies
 * by itself is hardly ever late, and by little.
 */
function findUsual(ways: readonly Way[]): { usualMs: number; isSteady: boolean } {
  if (ways.length < waysMin) return { usualMs: 0, isSteady: true };
  const first = toQuantiles(ways.map(({ firstMs }) => firstMs));
  const own = toQuantiles(ways.map(({ ownMs }) => ownMs));
  const isSteady = own.middle - own.short <= steadyMs;
  return { usualMs: isSteady ? first.short : first.long, isSteady };
}

/** One in ten is shorter than the first, half are shorter than the second, three of four than the third. */
function toQuantiles(numbers: number[]): { short: number; middle: number; long: number } {
  const sorted = numbers.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)]!;
  return { short: at(0.1), middle: at(0.5), long: at(0.75) };
}
