/** Decided and booked together: what decides changes more slowly than they go out, and each question costs as much for one. */
const decidedSeconds = 0.1;
/**
 * Marked together just before they go out: few, because a crash leaves all of a group unknown. At 300 a second five, at
 * 40 one.
 */
const markedSeconds = 1 / 60;
/** Never so many that a statement takes long. */
const togetherMax = 25;

export function splitToDecide<Item>(items: readonly Item[], ratePerSecond: number): Item[][] {
  return split(items, ratePerSecond * decidedSeconds);
}

export function splitToMark<Item>(items: readonly Item[], ratePerSecond: number): Item[][] {
  return split(items, ratePerSecond * markedSeconds);
}

function split<Item>(items: readonly Item[], wanted: number): Item[][] {
  const size = Math.min(togetherMax, Math.max(1, Math.floor(wanted)));
  const parts = Math.ceil(items.length / size);
  return Array.from({ length: parts }, (_, part) => items.slice(part * size, (part + 1) * size));
}
