import type { Words } from "./bits";

/**
 * The `limit` people whose shuffled numbers are smallest, ascending by ordinal. Each person's number depends on the seed
 * alone, so every set of `limit` people is as likely as any other, and whoever stays in the audience stays in the sample.
 */
export function takeSample(
  words: Words,
  { limit, seed }: { limit: number; seed: number },
): Int32Array<ArrayBuffer> {
  const key = shuffle(seed | 0);
  const sample: { ordinal: number; number: number }[] = [];
  let largest = Infinity;
  for (let at = 0; at < words.length && limit > 0; at++) {
    for (let rest = words[at]!; rest !== 0; rest &= rest - 1) {
      const ordinal = at * 32 + 31 - Math.clz32(rest & -rest);
      const number = shuffle(ordinal ^ key);
      if (sample.length === limit && number >= largest) continue;
      if (sample.length === limit) sample.pop();
      insert(sample, { ordinal, number });
      largest = sample.at(-1)!.number;
    }
  }
  return Int32Array.from(sample, ({ ordinal }) => ordinal).sort();
}

function insert<Entry extends { number: number }>(sorted: Entry[], entry: Entry): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]!.number < entry.number) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, entry);
}

/** A permutation of all 32-bit numbers, so that no two people share one (the finaliser of MurmurHash3). */
function shuffle(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
