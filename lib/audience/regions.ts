import { regionLabelsMax } from "../domain/label-regions";
import { AudienceError } from "./audience-error";
import type { Words } from "./bits";
import { countShared, countWords } from "./bits";
import type { LabelSet } from "./label-set";
import type { PageAudience } from "./page-audience";

/** Every depth of the walk keeps a block; all of them together stay in the processor's nearest cache. */
const blockWords = 512;

/**
 * People of every combination of labels. Counts who carries AT LEAST each combination, a block at a
 * time (half of those are counted without being written down), and takes the larger combinations off at the end.
 * Synchronous; throws AudienceError for labels the Page does not have.
 */
export function measureRegions(audience: PageAudience, labelIds: readonly string[]): number[] {
  if (labelIds.length > regionLabelsMax || new Set(labelIds).size < labelIds.length) {
    throw new RangeError(`Regions are of up to ${regionLabelsMax} different labels`);
  }
  const counts = new Array<number>(2 ** labelIds.length).fill(0);
  counts[0] = audience.everyone;
  const labels = labelIds.map((labelId) => findLabel(audience, labelId));
  const buffers = labels.map(() => [new Int32Array(blockWords), new Int32Array(blockWords)] as const);
  const dense = labels.map((label) => label.toWords(audience.wordCount));
  for (let start = 0; start < audience.wordCount; start += blockWords) {
    const wordCount = Math.min(blockWords, audience.wordCount - start);
    const blocks = labels.map((label, at): Run => {
      const words = dense[at] ?? null;
      if (words !== null) return { words, base: start };
      label.fill(buffers[at]![0], start, wordCount);
      return { words: buffers[at]![0], base: 0 };
    });
    addCombinations(counts, blocks, buffers, wordCount);
  }
  return takeOffLarger(counts, labelIds.length);
}

/** Words from a place on. */
type Run = { words: Words; base: number };

function addCombinations(
  counts: number[],
  blocks: readonly Run[],
  buffers: readonly (readonly [Words, Words])[],
  wordCount: number,
): void {
  const extend = (held: Run, combination: number, from: number): void => {
    for (let at = from; at < blocks.length; at++) {
      const block = blocks[at]!;
      const larger = combination | (1 << at);
      const shared = countShared(held.words, held.base, block.words, block.base, wordCount);
      counts[larger] = counts[larger]! + shared;
      if (shared === 0 || at === blocks.length - 1) continue;
      const both = buffers[at]![1];
      for (let word = 0; word < wordCount; word++) {
        both[word] = held.words[held.base + word]! & block.words[block.base + word]!;
      }
      extend({ words: both, base: 0 }, larger, at + 1);
    }
  };
  for (const [at, block] of blocks.entries()) {
    counts[1 << at] = counts[1 << at]! + countWords(block.words, block.base, wordCount);
    extend(block, 1 << at, at + 1);
  }
}

/** From "at least these labels" to "exactly these": for each label, those who have it too are taken off. */
function takeOffLarger(counts: readonly number[], labels: number): number[] {
  const exact = [...counts];
  for (let bit = 1; bit < 2 ** labels; bit *= 2) {
    for (let at = 0; at < exact.length; at++) {
      if ((at & bit) === 0) exact[at] = exact[at]! - exact[at | bit]!;
    }
  }
  return exact;
}

function findLabel(audience: PageAudience, labelId: string): LabelSet {
  const label = audience.findLabel(labelId);
  if (label === null) throw new AudienceError([{ path: [], code: "unknown-label", labelId }]);
  return label;
}
