import type { Predicate } from "./predicate";

/** More would be 128 combinations, which nobody can look at. */
export const regionLabelsMax = 6;

/** Those who carry exactly some of a few labels and none of the others. Bit i of `bits` is the i-th label. */
export type LabelRegion = { bits: number; people: number };

/**
 * The combinations that somebody has, largest first. `counts[bits]` is how many carry exactly the labels of `bits`.
 */
export function listRegions(counts: readonly number[]): LabelRegion[] {
  return counts
    .map((people, bits) => ({ bits, people }))
    .filter(({ people }) => people > 0)
    .sort((one, other) => other.people - one.people || one.bits - other.bits);
}

/** Exactly the people of a region: the labels of `bits`, and NOT each of the others. At least one label is needed. */
export function toRegionPredicate(labelIds: readonly string[], bits: number): Predicate {
  const operands = labelIds.map((labelId, at): Predicate => {
    const label: Predicate = { op: "LABEL", labelId };
    return hasLabel(bits, at) ? label : { op: "NOT", operand: label };
  });
  const [only] = operands;
  if (only === undefined) throw new RangeError("A region is of at least one label");
  // What they carry reads better before what they do not.
  const carried = operands.filter(({ op }) => op === "LABEL");
  const missing = operands.filter(({ op }) => op === "NOT");
  return operands.length === 1 ? only : { op: "AND", operands: [...carried, ...missing] };
}

export function hasLabel(bits: number, at: number): boolean {
  return (bits & (1 << at)) !== 0;
}
