import type { Predicate } from "../domain/predicate";
import { checkPredicate, listOperands } from "../domain/predicate";
import { AudienceError } from "./audience-error";
import type { Words } from "./bits";
import { joinCounting } from "./bits";
import type { LabelSet } from "./label-set";
import type { PageAudience } from "./page-audience";

/** A node of a predicate with its place in pre-order; children stand behind their parent. */
export type Step = { op: Predicate["op"]; label: LabelSet | null; operands: number[]; parent: number };

/** Words at a time: a few nodes' blocks stay in the processor's nearest cache. */
const blockWords = 512;

/** Checks a predicate against the Page's labels and lays it out. Throws AudienceError, never guesses. */
export function compile(audience: PageAudience, predicate: Predicate): Step[] {
  const problems = checkPredicate(predicate, audience.knownLabelIds);
  if (problems.length > 0) throw new AudienceError(problems);
  const steps: Step[] = [];
  const add = (node: Predicate, parent: number): number => {
    const label = node.op === "LABEL" ? audience.findLabel(node.labelId) : null;
    const step: Step = { op: node.op, label, operands: [], parent };
    const at = steps.push(step) - 1;
    step.operands = listOperands(node).map((operand) => add(operand, at));
    return at;
  };
  add(predicate, -1);
  return steps;
}

/** What a block looks like while it is visited: node `i`'s words are `sources[i]` from `bases[i]`, `wordCount` long. */
export type Block = { sources: Words[]; bases: Int32Array; start: number; wordCount: number };

/**
 * Evaluates a block at a time, all nodes in one pass, without temporaries for the whole Page and without generated
 * code. `running[i]` grows by what node i's parent holds after it; then `visit` sees the block. Synchronous.
 */
export function runBlocks(
  audience: PageAudience,
  steps: readonly Step[],
  running: Float64Array | null,
  visit: (block: Block) => void,
): void {
  const { wordCount, known } = audience;
  const arena = takeArena(steps.length * blockWords);
  const buffers = steps.map((_, at) => arena.subarray(at * blockWords, (at + 1) * blockWords));
  const dense = steps.map(({ label }) => label?.toWords(wordCount) ?? null);
  const block: Block = { sources: [...buffers], bases: new Int32Array(steps.length), start: 0, wordCount: 0 };
  for (let start = 0; start < wordCount; start += blockWords) {
    block.start = start;
    block.wordCount = Math.min(blockWords, wordCount - start);
    for (let at = steps.length - 1; at >= 0; at--) {
      const words = dense[at] ?? null;
      if (words) {
        block.sources[at] = words;
        block.bases[at] = start;
      } else {
        block.bases[at] = 0;
        runStep(steps, at, block, buffers[at]!, known, running);
      }
    }
    visit(block);
  }
}

function runStep(
  steps: readonly Step[],
  at: number,
  block: Block,
  into: Words,
  known: Words,
  running: Float64Array | null,
): void {
  const { op, label, operands } = steps[at]!;
  const { sources, bases, start, wordCount } = block;
  const first = operands[0];
  if (first === undefined) {
    label?.fill(into, start, wordCount);
    return;
  }
  const source = sources[first]!;
  const base = bases[first]!;
  if (op === "NOT") {
    for (let word = 0; word < wordCount; word++) into[word] = known[start + word]! & ~source[base + word]!;
    return;
  }
  if (operands.length === 1) {
    sources[at] = source;
    bases[at] = base;
    return;
  }
  sources[at] = into;
  let left = source;
  let leftBase = base;
  for (let place = 1; place < operands.length; place++) {
    const operand = operands[place]!;
    const right = sources[operand]!;
    const rightBase = bases[operand]!;
    if (running === null) combine(op === "AND", into, left, leftBase, right, rightBase, wordCount);
    else {
      running[operand]! += joinCounting(op === "AND", into, left, leftBase, right, rightBase, wordCount);
    }
    left = into;
    leftBase = 0;
  }
}

/** Intersects or unites two blocks into a third, which may be the first of them. */
function combine(
  isAnd: boolean,
  into: Words,
  left: Words,
  leftBase: number,
  right: Words,
  rightBase: number,
  wordCount: number,
): void {
  let at = 0;
  // Four words a turn: the loop itself costs as much as the work in it.
  for (const end = wordCount - 3; at < end; at += 4) {
    const i = leftBase + at;
    const j = rightBase + at;
    if (isAnd) {
      into[at] = left[i]! & right[j]!;
      into[at + 1] = left[i + 1]! & right[j + 1]!;
      into[at + 2] = left[i + 2]! & right[j + 2]!;
      into[at + 3] = left[i + 3]! & right[j + 3]!;
    } else {
      into[at] = left[i]! | right[j]!;
      into[at + 1] = left[i + 1]! | right[j + 1]!;
      into[at + 2] = left[i + 2]! | right[j + 2]!;
      into[at + 3] = left[i + 3]! | right[j + 3]!;
    }
  }
  for (; at < wordCount; at++) {
    const one = left[leftBase + at]!;
    const other = right[rightBase + at]!;
    into[at] = isAnd ? one & other : one | other;
  }
}

// Kept between calls, which are synchronous: making it anew would cost more than many a predicate.
let arena: Words = new Int32Array(0);

function takeArena(length: number): Words {
  if (arena.length < length) arena = new Int32Array(length);
  return arena;
}
