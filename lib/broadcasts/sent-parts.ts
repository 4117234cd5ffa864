/** Places that one run booked one after another. */
export interface SentPart {
  /** The first place, in milliseconds of the database's clock; by it a part is known. */
  firstMs: number;
  /** From one place to the next. */
  spacingMs: number;
  count: number;
  /**
   * How long after its place each was there, as far as answers tell; null where nothing went out. Absent until the run
   * tells it.
   */
  lateMs?: (number | null)[];
}

/** A second, and a little for clocks that do not agree to the last bit. */
const windowMs = 1_000.5;
/** Times are fractions of milliseconds. */
const roundingMs = 0.01;
/** A run that has not told of its places when they are a second old was held up, or killed: as late may they have been used. */
const untoldLateMs = 100;

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
  const told = new Set(parts.flatMap(({ firstMs, lateMs }) => (lateMs ? firstMs : [])));
  const places = parts
    .filter(({ firstMs, lateMs }) => lateMs !== undefined || !told.has(firstMs))
    .flatMap(({ firstMs, spacingMs, count, lateMs = Array.from({ length: count }, () => untoldLateMs) }) =>
      lateMs.flatMap((late, index) =>
        late === null ? [] : { atMs: firstMs + index * spacingMs, late, spacingMs },
      ),
    )
    .filter(({ atMs }) => atMs < fromMs)
    .sort((one, other) => other.atMs - one.atMs);
  let usedMs = 0;
  return places.map(({ atMs, late, spacingMs }) => {
    usedMs += spacingMs;
    return { outMs: atMs + late, usedMs };
  });
}
