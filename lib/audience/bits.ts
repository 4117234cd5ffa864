/** Plain bitsets: bit `ordinal & 31` of word `ordinal >>> 5`. Signed words, because the engine runs them faster. */
export type Words = Int32Array<ArrayBuffer>;

/** Bits set in one word. */
export function countBits(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits set in `wordCount` words from `base`. */
export function countWords(words: Words, base: number, wordCount: number): number {
  let sum = 0;
  for (let at = base; at < base + wordCount; at++) sum += countBits(words[at]!);
  return sum;
}

export function hasBit(words: Words, ordinal: number): boolean {
  return ((words[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) !== 0;
}

/** Sets or clears a bit; true when that changed it. The words must reach far enough. */
export function writeBit(words: Words, ordinal: number, isSet: boolean): boolean {
  const at = ordinal >>> 5;
  const mask = 1 << (ordinal & 31);
  const word = words[at]!;
  if (((word & mask) !== 0) === isSet) return false;
  words[at] = isSet ? word | mask : word & ~mask;
  return true;
}

/** The same bits with room for `wordCount` words; the very same array when it is long enough already. */
export function growWords(words: Words, wordCount: number): Words {
  if (words.length >= wordCount) return words;
  const grown = new Int32Array(wordCount);
  grown.set(words);
  return grown;
}

/** The ordinals of the first `count` set bits, ascending. There must be as many. */
export function listBits(words: Words, count: number): Int32Array<ArrayBuffer> {
  const ordinals = new Int32Array(count);
  let filled = 0;
  for (let at = 0; at < words.length && filled < count; at++) {
    for (let rest = words[at]!; rest !== 0 && filled < count; rest &= rest - 1) {
      ordinals[filled++] = at * 32 + (31 - Math.clz32(rest & -rest));
    }
  }
  return ordinals;
}
