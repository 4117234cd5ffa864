import type { Words } from "./bits";

/**
 * Whose window is open, as bits: walking a million openings takes longer than counting a predicate. Worked out anew when
 * it is asked for another second, kept up to date by `note` between.
 */
export class OpenWindows {
  #openAfter: number | null = null;
  #words: Words = new Int32Array(0);

  /** For the memory budget. */
  get bytes(): number {
    return this.#words.byteLength;
  }

  /**
   * The bits of everybody whose window opened after `openAfter` (unix seconds); to be used before the audience changes.
   * @param openings unix seconds by ordinal, 32 for each word
   */
  read(openings: Int32Array, openAfter: number): Words {
    const wordCount = openings.length >>> 5;
    if (this.#openAfter !== openAfter || this.#words.length !== wordCount) {
      this.#words = toOpen(openings, openAfter, wordCount);
      this.#openAfter = openAfter;
    }
    return this.#words;
  }

  /** A window opened, or was taken back. */
  note(ordinal: number, openedAt: number): void {
    const at = ordinal >>> 5;
    if (this.#openAfter === null || at >= this.#words.length) return;
    const bit = 1 << (ordinal & 31);
    const word = this.#words[at]!;
    this.#words[at] = openedAt > this.#openAfter ? word | bit : word & ~bit;
  }
}

function toOpen(openings: Int32Array, openAfter: number, wordCount: number): Words {
  const words: Words = new Int32Array(wordCount);
  for (let at = 0; at < wordCount; at++) {
    const first = at * 32;
    let word = 0;
    for (let bit = 0; bit < 32; bit++) word |= Number(openings[first + bit]! > openAfter) << bit;
    words[at] = word;
  }
  return words;
}
