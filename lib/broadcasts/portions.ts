/** Decided and booked together: what decides changes more slowly than they go out, and each question costs as much for one. */
const decidedSeconds = 0.1;
/**
 * Marked together just before they go out: few, because a crash leaves all of a group unknown. At 300 a second five, at
 * 40 one.
 */
const markedSeconds = 1 / 60;
/** Never so many that a statement takes long, or that a crash leaves more unknown than were on their way. */
const decidedMax = 100;
const markedMax = 25;
/** Leased together: also how often the broadcast's rules are read again. */
const leasedSeconds = 0.5;
const leasedMax = 300;

/** Answers that may wait to be written down before nothing more goes out: a crash would leave them unknown too. */
const unwrittenSeconds = 0.03;
const unwrittenMin = 8;
const unwrittenMax = 50;

export function toUnwrittenMax(ratePerSecond: number): number {
  return Math.min(unwrittenMax, Math.max(unwrittenMin, Math.floor(ratePerSecond * unwrittenSeconds)));
}

/** Facebook may take long to answer: so many seconds of the rate are on their way at once. */
const inFlightSeconds = 1.5;
const inFlightMin = 100;
const inFlightMax = 450;

export function toInFlightMax(ratePerSecond: number): number {
  return Math.min(inFlightMax, Math.max(inFlightMin, Math.floor(ratePerSecond * inFlightSeconds)));
}

export function toLeaseSize(ratePerSecond: number): number {
  return Math.min(leasedMax, Math.max(1, Math.ceil(ratePerSecond * leasedSeconds)));
}

/** How many of a lease are decided and booked next. */
export function toDecideSize(ratePerSecond: number): number {
  return toSize(ratePerSecond * decidedSeconds, decidedMax);
}

export function splitToMark<Item>(items: readonly Item[], ratePerSecond: number): Item[][] {
  const size = toSize(ratePerSecond * markedSeconds, markedMax);
  const parts = Math.ceil(items.length / size);
  return Array.from({ length: parts }, (_, part) => items.slice(part * size, (part + 1) * size));
}

function toSize(wanted: number, sizeMax: number): number {
  return Math.min(sizeMax, Math.max(1, Math.floor(wanted)));
}
