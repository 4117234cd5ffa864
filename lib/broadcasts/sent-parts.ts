/** Messages of one run that went out one after another, each at its booked place or after it. */
export interface SentPart {
  /** The first place, in milliseconds of the database's clock. */
  firstMs: number;
  /** From one place to the next. */
  spacingMs: number;
  /** How long after its place each was there, as far as answers tell; null where nothing went out. */
  lateMs: (number | null)[];
}

/** A second, and a little for clocks that do not agree to the last bit. */
const windowMs = 1_000.5;
/** Times are fractions of milliseconds. */
const roundingMs = 0.01;
/** Places that nobody spoke of are taken for used as long as somebody may still be about to. */
const untoldMs = 700;

interface Sent {
  outMs: number;
  /** The places that were used from here to the next message, together. */
  usedMs: number;
}

/**
 * How long after its place each of the next messages is to go out, so that no second holds more of them than places fit
 * into one. Places are a hair farther apart than the rate asks: a message that is one second of used places behind
 * another goes out one second of time after it, and not sooner. So nothing is lost when a run stands still for a moment:
 * what went out late is made up for little by little.
 * @param parts what went out in the last seconds, by all runs
 * @param next the places of the next messages
 * @param secondOfPlacesMs from a place to the first that may not be in the same second
 */
export function toDelaysMs(
  parts: readonly SentPart[],
  next: { firstMs: number; spacingMs: number; count: number },
  secondOfPlacesMs: number,
): number[] {
  const sent = listSent(parts, next.firstMs);
  let lastOutMs = -Infinity;
  return Array.from({ length: next.count }, (_, index) => {
    const ownMs = index * next.spacingMs;
    for (; (sent.at(-1)?.usedMs ?? 0) + ownMs >= secondOfPlacesMs - roundingMs && sent.length > 0;)
      lastOutMs = Math.max(lastOutMs, sent.pop()!.outMs);
    return Math.max(0, lastOutMs + windowMs - (next.firstMs + ownMs));
  });
}

/** From the newest to the oldest, as seen from a place on. */
function listSent(parts: readonly SentPart[], fromMs: number): Sent[] {
  const places = parts
    .flatMap(({ firstMs, spacingMs, lateMs }) =>
      lateMs.flatMap((late, index) =>
        late === null ? [] : { atMs: firstMs + index * spacingMs, late, spacingMs },
      ),
    )
    .sort((one, other) => other.atMs - one.atMs);
  let [usedMs, nextMs] = [0, fromMs];
  return places.map(({ atMs, late, spacingMs }) => {
    const untold = nextMs - Math.max(atMs + spacingMs, fromMs - untoldMs);
    usedMs += Math.max(0, untold) + spacingMs;
    nextMs = atMs;
    return { outMs: atMs + late, usedMs };
  });
}
