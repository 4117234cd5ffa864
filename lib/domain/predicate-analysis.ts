import type { Predicate } from "./predicate";
import { listLabelIds, listOperands, listPredicateNodes } from "./predicate";
import type { People } from "./predicate-diagram";
import { DiagramLimitError, DiagramPause, PredicateDiagram } from "./predicate-diagram";
import { negateShapeKey, toShapeKey } from "./predicate-equivalence";
import { countLabelUses, standsAlone } from "./predicate-label-uses";

/** Something a person should know about a block; none of it keeps a predicate from being used. */
export type PredicateHint = { path: number[] } &
  /** Whatever labels a customer carries, the block is not true. */
  (
    | { code: "never-matches" }
    | { code: "always-matches" }
    /** Means the same people as an earlier block of the same group. */
    | { code: "duplicate"; firstPath: number[] }
    /** Could go without changing who is selected. Holds for each hint by itself: after one edit, look again. */
    | { code: "redundant" }
    /** ANY of with a NOT in it, which takes in everyone whom the NOT leaves. `share` of everyone, if counted. */
    | { code: "nearly-everyone"; share: number | null }
  );

/** `isComplete` is false when the predicate was too large to follow to the end: there may be more to say. */
export type PredicateHints = { hints: PredicateHint[]; isComplete: boolean };

/** What is counted, in pre-order, as the engine answers it. */
export type HintCounts = { everyone: number; nodes: readonly { people: number }[] };

/** From here on, ANY with a NOT is worth a word. */
const nearlyEveryoneShare = 0.8;

/**
 * Dead branches, tautologies, duplicates, blocks that change nothing, and ANY groups that take in nearly everyone. With
 * `counts` the last is said of those that really do, without them of all that are built so. Pre-order.
 */
export function findHints(predicate: Predicate, counts?: HintCounts): PredicateHints {
  const search = searchHints(predicate, counts);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

/** The same a piece at a time, each a few milliseconds, for a thread on which somebody waits for other things. */
export function* searchHints(predicate: Predicate, counts?: HintCounts): Generator<void, PredicateHints> {
  const diagram = new PredicateDiagram(listLabelIds(predicate), true);
  const blocks = yield* layOut(predicate, diagram);
  const needed = yield* findNeeded(blocks, diagram);
  return { hints: listHints(blocks, needed, counts), isComplete: isAllKnown(blocks, needed) };
}

function isAllKnown(blocks: readonly Block[], needed: readonly (People | null)[]): boolean {
  return blocks.every(({ people }) => people !== null) && needed.every((people) => people !== null);
}

function listHints(
  blocks: readonly Block[],
  needed: readonly (People | null)[],
  counts: HintCounts | undefined,
): PredicateHint[] {
  const hints: PredicateHint[] = [];
  // What lies within a block that has been spoken of needs no words of its own.
  const isQuiet: boolean[] = [];
  for (const [at, block] of blocks.entries()) {
    const { parent } = block;
    isQuiet[at] = parent >= 0 && isQuiet[parent]!;
    const hint = toConstantHint(blocks, at) ?? (isQuiet[at] ? null : toSpareHint(blocks, at, needed));
    if (hint !== null) hints.push(hint);
    if (isConstant(block)) isQuiet[at] = true;
    const crowd = isQuiet[at] ? null : toCrowdHint(block, counts?.nodes[at]?.people, counts?.everyone);
    if (crowd !== null) hints.push(crowd);
    if (hint !== null) isQuiet[at] = true;
  }
  return hints;
}

/** A block in pre-order. `people` is null when they were too many steps away. */
type Block = {
  node: Predicate;
  path: number[];
  parent: number;
  operands: number[];
  key: string;
  people: People | null;
  isAlone: boolean;
};

function* layOut(predicate: Predicate, diagram: PredicateDiagram): Generator<void, Block[]> {
  const placeOfPath = new Map<string, number>();
  const uses = countLabelUses(predicate);
  const blocks = listPredicateNodes(predicate).map(({ node, path, index }): Block => {
    placeOfPath.set(path.join(), index);
    const parent = path.length === 0 ? -1 : placeOfPath.get(path.slice(0, -1).join())!;
    const isAlone = standsAlone(node, uses);
    return { node, path, parent, operands: [], key: toShapeKey(node), people: null, isAlone };
  });
  for (const [at, { parent }] of blocks.entries()) blocks[parent]?.operands.push(at);
  yield;
  for (const block of blocks.toReversed()) {
    block.people = yield* attempt(() => measure(block, blocks, diagram));
  }
  return blocks;
}

/** What can be told from the operands alone is told even where they are too large to compare. */
function measure(
  { node, operands }: Block,
  blocks: readonly Block[],
  diagram: PredicateDiagram,
): People | null {
  if (node.op === "LABEL") return diagram.label(node.labelId);
  const held = operands.map((at) => blocks[at]!);
  const all = held.map(({ people }) => people).filter((people) => people !== null);
  const isWhole = all.length === held.length;
  if (node.op === "NOT") return isWhole ? diagram.not(all[0]!) : null;
  const decisive = node.op === "AND" ? diagram.nobody : diagram.everybody;
  const keys = new Set(held.map(({ key }) => key));
  const isContradicted = held.some(({ key }) => keys.has(negateShapeKey(key)));
  if (all.includes(decisive) || isContradicted) return decisive;
  return isWhole ? diagram.join(node.op, all) : null;
}

/**
 * For each block, the people for whom it makes a difference to the whole; nobody when it could go; null where that is
 * not known.
 */
function* findNeeded(
  blocks: readonly Block[],
  diagram: PredicateDiagram,
): Generator<void, (People | null)[]> {
  const needed: (People | null)[] = [];
  for (const [at, block] of blocks.entries()) {
    const group = blocks[block.parent];
    const above = group === undefined ? diagram.everybody : (needed[block.parent] ?? null);
    if (group === undefined || group.operands.length === 1) needed[at] = above;
    else if (block.isAlone) needed[at] = diagram.everybody;
    else {
      needed[at] = above === null ? null : yield* attempt(() => narrow(above, at, group, blocks, diagram));
    }
  }
  return needed;
}

/** ALL asks on only about those whom the others let through, ANY only about those whom no other has taken. */
function narrow(
  above: People,
  at: number,
  { node, operands }: Block,
  blocks: readonly Block[],
  diagram: PredicateDiagram,
): People | null {
  const own = blocks[at]!.people;
  const others: People[] = [];
  for (const other of operands) {
    const { people } = blocks[other]!;
    if (people === null || own === null) return null;
    // Of two that mean the same, the first is looked at as if the second were not there.
    if (other !== at && (people !== own || other < at)) others.push(people);
  }
  if (node.op === "LABEL" || node.op === "NOT" || own === null) return above;
  const joined = diagram.join(node.op, others);
  const asked = diagram.and(above, node.op === "AND" ? joined : diagram.not(joined));
  // Those for whom it decides: whom ALL would lose by it, whom ANY would win.
  const decided = diagram.and(asked, node.op === "AND" ? diagram.not(own) : own);
  return decided === diagram.nobody && others.length > 0 ? diagram.nobody : asked;
}

function isConstant({ people }: Block): boolean {
  return people === 0 || people === 1;
}

/** Said of the smallest block that explains it, and of the whole. */
function toConstantHint(blocks: readonly Block[], at: number): PredicateHint | null {
  const block = blocks[at]!;
  const { path, people, operands } = block;
  const isExplained = operands.some((operand) => isConstant(blocks[operand]!));
  if (!isConstant(block) || (at > 0 && isExplained)) return null;
  return { path, code: people === 0 ? "never-matches" : "always-matches" };
}

function toSpareHint(
  blocks: readonly Block[],
  at: number,
  needed: readonly (People | null)[],
): PredicateHint | null {
  const { path, parent } = blocks[at]!;
  const group = blocks[parent];
  if (group === undefined || group.operands.length < 2) return null;
  const isSame = (other: number) =>
    blocks[other]!.key === blocks[at]!.key ||
    (blocks[at]!.people !== null && blocks[other]!.people === blocks[at]!.people);
  const first = group.operands.find(isSame)!;
  if (first !== at) return { path, code: "duplicate", firstPath: blocks[first]!.path };
  return needed[at] === 0 ? { path, code: "redundant" } : null;
}

function toCrowdHint({ node, path }: Block, people?: number, everyone?: number): PredicateHint | null {
  const operands = listOperands(node);
  if (node.op !== "OR" || operands.length < 2 || operands.every(({ op }) => op !== "NOT")) return null;
  if (people === undefined || everyone === undefined) return { path, code: "nearly-everyone", share: null };
  const share = everyone === 0 ? 0 : people / everyone;
  return share >= nearlyEveryoneShare ? { path, code: "nearly-everyone", share } : null;
}

/** Null when it takes too many steps. */
function* attempt<Value>(work: () => Value): Generator<void, Value | null> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (error instanceof DiagramLimitError) return null;
      if (!(error instanceof DiagramPause)) throw error;
    }
    yield;
  }
}
