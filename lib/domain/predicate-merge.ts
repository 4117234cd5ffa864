import type { Predicate } from "./predicate";

/**
 * The tree once some labels have become one: each of them is the target. What then stands twice side by side stands
 * once, which changes nobody: a label or itself is itself.
 */
export function mergeLabels(
  predicate: Predicate,
  sourceIds: ReadonlySet<string>,
  targetId: string,
): Predicate {
  switch (predicate.op) {
    case "LABEL":
      return sourceIds.has(predicate.labelId) ? { op: "LABEL", labelId: targetId } : predicate;
    case "NOT":
      return { op: "NOT", operand: mergeLabels(predicate.operand, sourceIds, targetId) };
    case "AND":
    case "OR": {
      const operands = predicate.operands.map((operand) => mergeLabels(operand, sourceIds, targetId));
      const isTarget = (node: Predicate) => node.op === "LABEL" && node.labelId === targetId;
      const first = operands.findIndex(isTarget);
      return { op: predicate.op, operands: operands.filter((node, at) => at === first || !isTarget(node)) };
    }
  }
}

/**
 * The same people in terms of the labels before: whoever has one of the sources counts as having the target. For
 * measuring what a merge would do, before anything is done.
 */
export function widenLabel(
  predicate: Predicate,
  targetId: string,
  sourceIds: ReadonlySet<string>,
): Predicate {
  switch (predicate.op) {
    case "LABEL": {
      if (predicate.labelId !== targetId) return predicate;
      const others = [...sourceIds].map((labelId): Predicate => ({ op: "LABEL", labelId }));
      return { op: "OR", operands: [predicate, ...others] };
    }
    case "NOT":
      return { op: "NOT", operand: widenLabel(predicate.operand, targetId, sourceIds) };
    case "AND":
    case "OR":
      return {
        op: predicate.op,
        operands: predicate.operands.map((operand) => widenLabel(operand, targetId, sourceIds)),
      };
  }
}
