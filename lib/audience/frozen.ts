import type { Words } from "./bits";
import { countBits } from "./bits";
import type { PageAudience } from "./page-audience";
import type { Selection } from "./selection";

/**
 * A selection as bytes to keep: its words in order, the lowest byte of each first whatever the machine, without the
 * empty words at the end. 125 kB for a million customers at most.
 */
export function encodeSelection({ words }: Selection): Uint8Array<ArrayBuffer> {
  let length = words.length;
  while (length > 0 && words[length - 1] === 0) length -= 1;
  const bytes = new Uint8Array(length * 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < length; at++) view.setInt32(at * 4, words[at]!, true);
  return bytes;
}

/**
 * The kept people who are still customers of the Page. Labels play no part in it any more, known or not; ordinals are
 * never used again, so whoever was deleted is gone from it and nobody else has come in.
 */
export function selectFrozen(audience: PageAudience, bytes: Uint8Array): Selection {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words: Words = new Int32Array(audience.wordCount);
  const length = Math.min(words.length, Math.floor(bytes.length / 4));
  let people = 0;
  for (let at = 0; at < length; at++) {
    const word = view.getInt32(at * 4, true) & audience.exists[at]!;
    words[at] = word;
    people += countBits(word);
  }
  return { words, people };
}
