type Ordinals = Int32Array<ArrayBuffer>;
type Compare = (one: number, other: number) => number;

const runLength = 8_192;

/** Sorts in place, in runs that are merged, letting everything else run in between. */
export async function sortPaced(
  ordinals: Ordinals,
  compare: Compare,
  pace: () => Promise<void>,
): Promise<Ordinals> {
  for (let start = 0; start < ordinals.length; start += runLength) {
    ordinals.subarray(start, start + runLength).sort(compare);
    await pace();
  }
  let from = ordinals;
  let into = new Int32Array(ordinals.length);
  for (let length = runLength; length < ordinals.length; length *= 2) {
    for (let start = 0; start < ordinals.length; start += 2 * length) {
      await mergeRuns({ from, into, start, length, compare, pace });
    }
    [from, into] = [into, from];
  }
  return from;
}

type Merge = {
  from: Ordinals;
  into: Ordinals;
  start: number;
  length: number;
  compare: Compare;
  pace: () => Promise<void>;
};

async function mergeRuns({ from, into, start, length, compare, pace }: Merge): Promise<void> {
  const middle = Math.min(start + length, from.length);
  const end = Math.min(start + 2 * length, from.length);
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const isLeft = right >= end || (left < middle && compare(from[left]!, from[right]!) <= 0);
    into[at] = isLeft ? from[left++]! : from[right++]!;
    if ((at & 4_095) === 0) await pace();
  }
}

/** The sorted list without those that left their place. Asked before anything that decides the order changes. */
export function withoutMoved(sorted: Ordinals, isMoved: (ordinal: number) => boolean): Ordinals {
  return sorted.filter((ordinal) => !isMoved(ordinal));
}

/** The sorted list with more in their places: each is looked up, and what lies between is copied as a whole. */
export function withAdded(sorted: Ordinals, added: readonly number[], compare: Compare): Ordinals {
  const inOrder = [...added].sort(compare);
  const result = new Int32Array(sorted.length + inOrder.length);
  let copied = 0;
  for (const [count, ordinal] of inOrder.entries()) {
    const place = findPlace(sorted, ordinal, compare, copied);
    result.set(sorted.subarray(copied, place), copied + count);
    result[place + count] = ordinal;
    copied = place;
  }
  result.set(sorted.subarray(copied), copied + inOrder.length);
  return result;
}

function findPlace(sorted: Ordinals, ordinal: number, compare: Compare, from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle]!, ordinal) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
