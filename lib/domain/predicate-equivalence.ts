import type { Predicate } from "./predicate";
import { listLabelIds } from "./predicate";
import { DiagramLimitError, PredicateDiagram } from "./predicate-diagram";

/**
 * Whether two predicates mean the same people whatever the labels hold. Exact up to `diagramStepsMax`, above which it
 * is "unknown" unless they are the same but for the order of their blocks.
 */
export function areEquivalent(one: Predicate, other: Predicate): "equivalent" | "different" | "unknown" {
  if (toShapeKey(one) === toShapeKey(other)) return "equivalent";
  const diagram = new PredicateDiagram([...new Set([...listLabelIds(one), ...listLabelIds(other)])]);
  try {
    return diagram.build(one) === diagram.build(other) ? "equivalent" : "different";
  } catch (error) {
    if (error instanceof DiagramLimitError) return "unknown";
    throw error;
  }
}

/** Equal for blocks that differ only in order, repeats, frames of one and double NOT. */
export function toShapeKey(node: Predicate): string {
  switch (node.op) {
    case "LABEL":
      return JSON.stringify(node.labelId);
    case "NOT":
      return negateShapeKey(toShapeKey(node.operand));
    case "AND":
    case "OR": {
      const keys = [...new Set(node.operands.map(toShapeKey))].sort();
      return keys.length === 1 ? keys[0]! : `${node.op}[${keys.join()}]`;
    }
  }
}

export function negateShapeKey(key: string): string {
  return key.startsWith("!") ? key.slice(1) : `!${key}`;
}
