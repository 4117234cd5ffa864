import type { Predicate } from "./predicate";
import { listOperands } from "./predicate";

/** One block's verdict on one customer. */
type ExplainedNode = {
  path: number[];
  op: Predicate["op"];
  isTrue: boolean;
  /** Whether the verdict on the whole rests on this block: if no such block had turned out as it did, nor had the whole. */
  isDecisive: boolean;
};

/** A label on which the verdict on the whole rests, because they carry it or because they do not. */
export type DecidingLabel = { path: number[]; labelId: string; isCarried: boolean };

export type PredicateExplanation = {
  isMatch: boolean;
  /** Pre-order, as `listPredicateNodes`. */
  nodes: ExplainedNode[];
  /** Why they are selected or not, label by label: had each of these been the other way, so would the whole. */
  deciding: DecidingLabel[];
};

/**
 * Why a customer who carries exactly `labelIds` is selected or not. Only for customers whose labels are known: one whose
 * labels are unknown matches nothing, and no block is the reason.
 */
export function explain(predicate: Predicate, labelIds: ReadonlySet<string>): PredicateExplanation {
  const nodes: ExplainedNode[] = [];
  const deciding: DecidingLabel[] = [];
  const isMatch = judge(predicate, [], labelIds, nodes);
  let next = 0;
  const walk = (node: Predicate, isDecisive: boolean): void => {
    const verdict = nodes[next++]!;
    verdict.isDecisive = isDecisive;
    if (node.op === "LABEL" && isDecisive) {
      deciding.push({ path: verdict.path, labelId: node.labelId, isCarried: verdict.isTrue });
    }
    for (const operand of listOperands(node)) {
      // Operands that agree with their group brought it about; NOT turns its only one around.
      const agrees = node.op === "NOT" || nodes[next]!.isTrue === verdict.isTrue;
      walk(operand, isDecisive && agrees);
    }
  };
  walk(predicate, true);
  return { isMatch, nodes, deciding };
}

function judge(
  node: Predicate,
  path: number[],
  labelIds: ReadonlySet<string>,
  nodes: ExplainedNode[],
): boolean {
  const verdict: ExplainedNode = { path, op: node.op, isTrue: false, isDecisive: false };
  nodes.push(verdict);
  const operands = listOperands(node).map((operand, at) => judge(operand, [...path, at], labelIds, nodes));
  switch (node.op) {
    case "LABEL":
      verdict.isTrue = labelIds.has(node.labelId);
      break;
    case "NOT":
      verdict.isTrue = operands[0] === false;
      break;
    case "AND":
      verdict.isTrue = operands.every(Boolean);
      break;
    case "OR":
      verdict.isTrue = operands.some(Boolean);
      break;
  }
  return verdict.isTrue;
}
