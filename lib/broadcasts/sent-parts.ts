/** Messages of one run that went out one after another, each at its booked place or after it. */
export interface SentPart {
  /** The first and last place, in milliseconds of the database's clock. */
  firstMs: number;
  lastMs: number;
  /** The most that one of them went out after its place. */
  lateMs: number;
}

/** A second, and a little for clocks and timers that tell whole milliseconds. */
const windowMs = 1_002;
/** Times are fractions of milliseconds. */
const roundingMs = 0.5;

/**
 * How long after its places a part is to go out, so that no second holds more messages than places that fit into one.
 * Places are a hair farther apart than the rate asks, so what went out late is made up for little by little: a message
 * may follow one that went out one second of places before it after one second of time, and not sooner.
 * @param parts what went out in the last seconds, by all runs
 * @param secondOfPlacesMs from a place to the first that may not be in the same second
 */
export function toDelayMs(
  parts: readonly SentPart[],
  { firstMs, lastMs }: Pick<SentPart, "firstMs" | "lastMs">,
  secondOfPlacesMs: number,
): number {
  const delays = parts
    .filter((part) => lastMs - part.firstMs >= secondOfPlacesMs - roundingMs)
    .map((part) => part.lateMs + windowMs - Math.max(secondOfPlacesMs, firstMs - part.lastMs));
  return Math.max(0, ...delays);
}
