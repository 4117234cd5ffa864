import type { Predicate } from "../domain/predicate";
import { countShared } from "./bits";
import type { PageAudience } from "./page-audience";
import type { Step } from "./program";
import { compile, runBlocks } from "./program";

/**
 * One node's numbers. `people`: who the node selects by itself. `hits`: how many of them the whole predicate selects.
 * `running`: what the parent holds after this operand; AND narrows down from everyone, OR widens from nobody.
 */
export type NodeCounts = { people: number; hits: number; running: number };

/** Counts of all nodes in pre-order (`listPredicateNodes`). Synchronous; throws AudienceError. */
export function countNodes(audience: PageAudience, predicate: Predicate): NodeCounts[] {
  const steps = compile(audience, predicate);
  const running = new Float64Array(steps.length);
  const hits = new Float64Array(steps.length);
  const relations = relateToRoot(steps);
  const counted = steps.flatMap((_, at) => (relations[at] === "crossing" ? at : []));
  runBlocks(audience, steps, running, ({ sources, bases, wordCount }) => {
    for (const at of counted) {
      const held = countShared(sources[at]!, bases[at]!, sources[0]!, bases[0]!, wordCount);
      hits[at] = hits[at]! + held;
    }
  });
  const people = countPeople(audience, steps, running);
  return steps.map((step, at) => ({
    people: people[at]!,
    hits: toHits(relations[at]!, people[at]!, people[0]!, hits[at]!, audience.everyone),
    running: toRunning(steps, step, at, people, running),
  }));
}

/** From the leaves up: labels know their number, NOT and single operands follow, groups were counted on the way. */
function countPeople(audience: PageAudience, steps: readonly Step[], running: Float64Array): number[] {
  const people = new Array<number>(steps.length).fill(0);
  for (let at = steps.length - 1; at >= 0; at--) {
    const { op, label, operands } = steps[at]!;
    const first = people[operands[0] ?? at]!;
    if (op === "LABEL") people[at] = label?.people ?? 0;
    else if (op === "NOT") people[at] = audience.everyone - first;
    else people[at] = operands.length === 1 ? first : running[operands.at(-1)!]!;
  }
  return people;
}

function toRunning(
  steps: readonly Step[],
  { parent }: Step,
  at: number,
  people: readonly number[],
  running: Float64Array,
): number {
  if (parent < 0) return people[at]!;
  if (steps[parent]!.op === "NOT") return people[parent]!;
  return steps[parent]!.operands[0] === at ? people[at]! : running[at]!;
}

/**
 * How a node's people lie to the root's, as far as the operators alone tell: most nodes then need no counting of
 * their own. covers: all of the root are in it. within: all of it is in the root. apart: nobody is in both.
 * fills: whoever is not in it is in the root. crossing: has to be counted.
 */
type Relation = "same" | "covers" | "within" | "apart" | "fills" | "crossing";

function relateToRoot(steps: readonly Step[]): Relation[] {
  const relations: Relation[] = [];
  for (const { parent } of steps) {
    if (parent < 0) {
      relations.push("same");
      continue;
    }
    const { op, operands } = steps[parent]!;
    const above = relations[parent]!;
    if (op === "NOT") relations.push(negated[above]);
    else if (operands.length === 1) relations.push(above);
    else relations.push(op === "AND" ? underAnd[above] : underOr[above]);
  }
  return relations;
}

const negated = {
  same: "apart",
  covers: "apart",
  within: "fills",
  apart: "covers",
  fills: "within",
  crossing: "crossing",
} as const satisfies Record<Relation, Relation>;

/** An operand of AND holds at least its group. */
const underAnd = {
  same: "covers",
  covers: "covers",
  within: "crossing",
  apart: "crossing",
  fills: "fills",
  crossing: "crossing",
} as const satisfies Record<Relation, Relation>;

/** An operand of OR holds at most its group. */
const underOr = {
  same: "within",
  covers: "crossing",
  within: "within",
  apart: "apart",
  fills: "crossing",
  crossing: "crossing",
} as const satisfies Record<Relation, Relation>;

function toHits(relation: Relation, people: number, root: number, counted: number, everyone: number): number {
  switch (relation) {
    case "same":
    case "covers":
      return root;
    case "within":
      return people;
    case "apart":
      return 0;
    case "fills":
      // All who are not in the node are in the root: take them from it.
      return root - (everyone - people);
    case "crossing":
      return counted;
  }
}
