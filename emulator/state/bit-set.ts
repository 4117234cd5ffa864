/** A set of dense indexes: one bit a customer, so that ten million assignments take a few megabytes. */
export class BitSet {
  size = 0;
  private words: Uint32Array;

  constructor(capacity = 64) {
    this.words = new Uint32Array(Math.max(2, Math.ceil(capacity / 32)));
  }

  has(index: number): boolean {
    const word = this.words[index >>> 5];
    return word !== undefined && (word & (1 << (index & 31))) !== 0;
  }

  /** Answers whether the set changed. */
  add(index: number): boolean {
    if (this.has(index)) return false;
    const at = index >>> 5;
    if (at >= this.words.length) this.grow(at + 1);
    this.words[at] = (this.words[at] ?? 0) | (1 << (index & 31));
    this.size += 1;
    return true;
  }

  /** Answers whether the set changed. */
  delete(index: number): boolean {
    if (!this.has(index)) return false;
    const at = index >>> 5;
    this.words[at] = (this.words[at] ?? 0) & ~(1 << (index & 31));
    this.size -= 1;
    return true;
  }

  *indexes(): Generator<number> {
    for (let at = 0; at < this.words.length; at += 1) {
      const word = this.words[at] ?? 0;
      if (word === 0) continue;
      for (let bit = 0; bit < 32; bit += 1) if ((word & (1 << bit)) !== 0) yield at * 32 + bit;
    }
  }

  private grow(wordsNeeded: number): void {
    const larger = new Uint32Array(Math.max(wordsNeeded, this.words.length * 2));
    larger.set(this.words);
    this.words = larger;
  }
}
