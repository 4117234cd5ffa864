import type { Predicate } from "./predicate";
import { listPredicateNodes } from "./predicate";

/** How often each label stands in a predicate. */
export function countLabelUses(predicate: Predicate): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { node } of listPredicateNodes(predicate)) {
    if (node.op === "LABEL") uses.set(node.labelId, (uses.get(node.labelId) ?? 0) + 1);
  }
  return uses;
}

/**
 * Whether no label of a block stands anywhere else in the whole. Nothing outside can then make up for it: unless it or
 * the group around it is always or never true, it makes a difference. Spares nearly all comparing in real segments.
 */
export function standsAlone(block: Predicate, usesInWhole: ReadonlyMap<string, number>): boolean {
  for (const [labelId, uses] of countLabelUses(block)) if (usesInWhole.get(labelId) !== uses) return false;
  return true;
}
