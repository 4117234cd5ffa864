import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Words } from "./bits";
import { countWords, listBits } from "./bits";
import { LabelSet } from "./label-set";

const wordCount = 8;
const someOrdinals = fc
  .uniqueArray(fc.nat(wordCount * 32 - 1), { maxLength: 40 })
  .map((ordinals) => ordinals.toSorted((a, b) => a - b));

test("a label holds exactly the people put in and not taken out, as a list or as bits, however it grows and shrinks", () => {
  const change = fc.record({ isAdded: fc.boolean(), ordinals: someOrdinals });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const label = new LabelSet("1");
      const people = new Set<number>();
      for (const { isAdded, ordinals } of changes) {
        label.change(ordinals, isAdded, wordCount);
        for (const ordinal of ordinals) {
          if (isAdded) people.add(ordinal);
          else people.delete(ordinal);
        }
        expect(label.people).toBe(people.size);
        expect(listPeople(label)).toEqual([...people].toSorted((a, b) => a - b));
        for (const ordinal of ordinals) expect(label.has(ordinal)).toBe(isAdded);
      }
    }),
  );
});

test("a small label of a large Page takes a few bytes, a large one a bit a customer", () => {
  const words = 31_250;
  const label = new LabelSet("1");
  label.change([5, 999_999], true, words);
  expect(label.bytes).toBeLessThan(100);
  expect(label.toWords(words)).toBeNull();
  label.change(
    Int32Array.from({ length: 500_000 }, (_, at) => at * 2),
    true,
    words,
  );
  expect(label.bytes).toBe(words * 4);
  expect(label.people).toBe(500_001 + 1);
  label.change(
    Int32Array.from({ length: 499_990 }, (_, at) => at * 2),
    false,
    words,
  );
  expect(label.toWords(words)).toBeNull();
  expect(label.people).toBe(12);
});

/** Block by block, as the engine reads it. */
function listPeople(label: LabelSet): number[] {
  const words = label.toWords(wordCount) ?? new Int32Array(wordCount);
  if (label.toWords(wordCount) === null) {
    for (let start = 0; start < wordCount; start += 3) {
      const block: Words = new Int32Array(3).fill(-1);
      const length = Math.min(3, wordCount - start);
      label.fill(block, start, length);
      words.set(block.subarray(0, length), start);
    }
  }
  return [...listBits(words, countWords(words, 0, wordCount))];
}
