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
  return countShared(words, base, words, base, wordCount);
}

/**
 * Bits set in both of two runs of words. Eight words are first added up bit by bit (carry-save adders, after Harley
 * and Seal), so that one slow count serves eight words: twice as fast as counting each.
 */
export function countShared(a: Words, aBase: number, b: Words, bBase: number, wordCount: number): number {
  let ones = 0;
  let twos = 0;
  let fours = 0;
  let eights = 0;
  let at = 0;
  for (const end = wordCount - 7; at < end; at += 8) {
    const i = aBase + at;
    const j = bBase + at;
    let one = a[i]! & b[j]!;
    let other = a[i + 1]! & b[j + 1]!;
    let half = ones ^ one;
    const twosA = (ones & one) | (half & other);
    ones = half ^ other;
    one = a[i + 2]! & b[j + 2]!;
    other = a[i + 3]! & b[j + 3]!;
    half = ones ^ one;
    const twosB = (ones & one) | (half & other);
    ones = half ^ other;
    half = twos ^ twosA;
    const foursA = (twos & twosA) | (half & twosB);
    twos = half ^ twosB;
    one = a[i + 4]! & b[j + 4]!;
    other = a[i + 5]! & b[j + 5]!;
    half = ones ^ one;
    const twosC = (ones & one) | (half & other);
    ones = half ^ other;
    one = a[i + 6]! & b[j + 6]!;
    other = a[i + 7]! & b[j + 7]!;
    half = ones ^ one;
    const twosD = (ones & one) | (half & other);
    ones = half ^ other;
    half = twos ^ twosC;
    const foursB = (twos & twosC) | (half & twosD);
    twos = half ^ twosD;
    half = fours ^ foursA;
    eights += countBits((fours & foursA) | (half & foursB));
    fours = half ^ foursB;
  }
  let sum = 8 * eights + 4 * countBits(fours) + 2 * countBits(twos) + countBits(ones);
  for (; at < wordCount; at++) sum += countBits(a[aBase + at]! & b[bBase + at]!);
  return sum;
}

/**
 * Intersects or unites two runs of words into a third, which may be the first of them, and counts the bits of the
 * result on the way: one pass instead of two. Adds up as `countShared` does; OR is AND of what is turned around, so
 * that both are one loop.
 */
export function joinCounting(
  isAnd: boolean,
  into: Words,
  a: Words,
  aBase: number,
  b: Words,
  bBase: number,
  wordCount: number,
): number {
  const turn = isAnd ? 0 : -1;
  let ones = 0;
  let twos = 0;
  let fours = 0;
  let eights = 0;
  let at = 0;
  for (const end = wordCount - 7; at < end; at += 8) {
    const i = aBase + at;
    const j = bBase + at;
    let one = (into[at] = ((a[i]! ^ turn) & (b[j]! ^ turn)) ^ turn);
    let other = (into[at + 1] = ((a[i + 1]! ^ turn) & (b[j + 1]! ^ turn)) ^ turn);
    let half = ones ^ one;
    const twosA = (ones & one) | (half & other);
    ones = half ^ other;
    one = into[at + 2] = ((a[i + 2]! ^ turn) & (b[j + 2]! ^ turn)) ^ turn;
    other = into[at + 3] = ((a[i + 3]! ^ turn) & (b[j + 3]! ^ turn)) ^ turn;
    half = ones ^ one;
    const twosB = (ones & one) | (half & other);
    ones = half ^ other;
    half = twos ^ twosA;
    const foursA = (twos & twosA) | (half & twosB);
    twos = half ^ twosB;
    one = into[at + 4] = ((a[i + 4]! ^ turn) & (b[j + 4]! ^ turn)) ^ turn;
    other = into[at + 5] = ((a[i + 5]! ^ turn) & (b[j + 5]! ^ turn)) ^ turn;
    half = ones ^ one;
    const twosC = (ones & one) | (half & other);
    ones = half ^ other;
    one = into[at + 6] = ((a[i + 6]! ^ turn) & (b[j + 6]! ^ turn)) ^ turn;
    other = into[at + 7] = ((a[i + 7]! ^ turn) & (b[j + 7]! ^ turn)) ^ turn;
    half = ones ^ one;
    const twosD = (ones & one) | (half & other);
    ones = half ^ other;
    half = twos ^ twosC;
    const foursB = (twos & twosC) | (half & twosD);
    twos = half ^ twosD;
    half = fours ^ foursA;
    eights += countBits((fours & foursA) | (half & foursB));
    fours = half ^ foursB;
  }
  let sum = 8 * eights + 4 * countBits(fours) + 2 * countBits(twos) + countBits(ones);
  for (; at < wordCount; at++) {
    const word = (into[at] = ((a[aBase + at]! ^ turn) & (b[bBase + at]! ^ turn)) ^ turn);
    sum += countBits(word);
  }
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
