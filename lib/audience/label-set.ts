import type { Words } from "./bits";
import { growWords, hasBit, listBits, writeBit } from "./bits";

type Ordinals = Int32Array | readonly number[];

/** A label's people as they are kept: a sorted list, or bits. */
export type LabelImage = { isSorted: boolean; people: number; data: Words };

/**
 * The people of one label. Far below 1/32 full it is a sorted list of ordinals (4 bytes a person), above it a bitset
 * (1 bit a customer of the Page), so that ten thousand labels stay affordable. Between the two bounds it stays as it
 * is, so that one person more or less does not rebuild it each time.
 */
export class LabelSet {
  /** Exact at every moment, so a single label is counted without looking at a bit. */
  people = 0;
  private sorted: Int32Array<ArrayBuffer> | null = new Int32Array(0);
  private words: Words = new Int32Array(0);

  constructor(readonly labelId: string) {}

  /** For a snapshot; shares the label's memory. */
  toImage(): LabelImage {
    const { people, sorted, words } = this;
    return { isSorted: sorted !== null, people, data: sorted?.subarray(0, people) ?? words };
  }

  static fromImage(labelId: string, { isSorted, people, data }: LabelImage): LabelSet {
    const label = new LabelSet(labelId);
    label.people = people;
    label.sorted = isSorted ? data : null;
    if (!isSorted) label.words = data;
    return label;
  }

  get bytes(): number {
    return (this.sorted?.byteLength ?? 0) + this.words.byteLength;
  }

  has(ordinal: number): boolean {
    if (this.sorted === null) return hasBit(this.words, ordinal);
    const at = findPlace(this.sorted, this.people, ordinal);
    return at < this.people && this.sorted[at] === ordinal;
  }

  /** Adds or removes people; `ordinals` ascending and without repeats. `wordCount` is what the Page's bitsets have. */
  change(ordinals: Ordinals, isAdded: boolean, wordCount: number): void {
    if (ordinals.length === 0) return;
    if (this.sorted !== null && isAdded && this.people + ordinals.length > wordCount)
      this.toBitset(wordCount);
    if (this.sorted === null) this.changeBits(ordinals, isAdded, wordCount);
    else this.sorted = isAdded ? this.merge(this.sorted, ordinals) : this.subtract(this.sorted, ordinals);
    if (this.sorted === null && this.people * 2 < wordCount) this.toSorted();
  }

  /** The bitset as far as the Page goes, or null when the label is kept as a list: then see `fill`. */
  toWords(wordCount: number): Words | null {
    if (this.sorted !== null) return null;
    this.words = growWords(this.words, wordCount);
    return this.words;
  }

  /** Writes the bits of words `start` to `start + wordCount` into `into`, from its beginning. */
  fill(into: Words, start: number, wordCount: number): void {
    into.fill(0, 0, wordCount);
    const sorted = this.sorted;
    if (sorted === null) return;
    const end = (start + wordCount) * 32;
    for (let at = findPlace(sorted, this.people, start * 32); at < this.people; at++) {
      const ordinal = sorted[at]!;
      if (ordinal >= end) return;
      const word = (ordinal >>> 5) - start;
      into[word] = into[word]! | (1 << (ordinal & 31));
    }
  }

  private changeBits(ordinals: Ordinals, isAdded: boolean, wordCount: number): void {
    this.words = growWords(this.words, wordCount);
    let changed = 0;
    for (const ordinal of ordinals) if (writeBit(this.words, ordinal, isAdded)) changed += 1;
    this.people += isAdded ? changed : -changed;
  }

  private merge(sorted: Int32Array<ArrayBuffer>, added: Ordinals): Int32Array<ArrayBuffer> {
    const merged = new Int32Array(this.people + added.length);
    let filled = 0;
    let old = 0;
    for (const ordinal of added) {
      while (old < this.people && sorted[old]! < ordinal) merged[filled++] = sorted[old++]!;
      if (old < this.people && sorted[old] === ordinal) old += 1;
      merged[filled++] = ordinal;
    }
    while (old < this.people) merged[filled++] = sorted[old++]!;
    this.people = filled;
    return merged;
  }

  private subtract(sorted: Int32Array<ArrayBuffer>, removed: ArrayLike<number>): Int32Array<ArrayBuffer> {
    let filled = 0;
    let gone = 0;
    for (let old = 0; old < this.people; old++) {
      const ordinal = sorted[old]!;
      while (gone < removed.length && removed[gone]! < ordinal) gone += 1;
      if (gone < removed.length && removed[gone] === ordinal) continue;
      sorted[filled++] = ordinal;
    }
    this.people = filled;
    return sorted.slice(0, filled);
  }

  private toBitset(wordCount: number): void {
    this.words = new Int32Array(wordCount);
    for (let at = 0; at < this.people; at++) writeBit(this.words, this.sorted![at]!, true);
    this.sorted = null;
  }

  private toSorted(): void {
    this.sorted = listBits(this.words, this.people);
    this.words = new Int32Array(0);
  }
}

/** The first place whose ordinal is not below `ordinal`. */
function findPlace(sorted: Int32Array, length: number, ordinal: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}
