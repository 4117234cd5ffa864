import { listOperands, type Predicate } from "@/lib/domain/predicate";
import type { NodeCount } from "@/lib/segments/schema";

export type BlockNumbers = NodeCount & {
  /** What the parent held before this operand: everyone or nobody at first, then the running count. */
  was: number;
};

/**
 * The numbers by draft node id. A group's stream starts from everyone (ALL narrows) or from nobody (ANY widens)
 * and holds each operand's running count after it.
 */
export function toBlockNumbers(
  predicate: Predicate,
  nodeIds: readonly string[],
  counts: readonly NodeCount[],
  everyone: number,
): ReadonlyMap<string, BlockNumbers> {
  const numbers = new Map<string, BlockNumbers>();
  let index = 0;
  const walk = (node: Predicate, was: number): number => {
    const id = nodeIds[index];
    const count = counts[index];
    index += 1;
    if (id !== undefined && count !== undefined) numbers.set(id, { ...count, was });
    let held = node.op === "OR" ? 0 : everyone;
    for (const operand of listOperands(node)) {
      const running = walk(operand, held);
      if (node.op !== "NOT") held = running;
    }
    return count?.running ?? 0;
  };
  walk(predicate, everyone);
  return numbers;
}
