import * as fc from "fast-check";
import type { Predicate } from "./predicate";

/** Random valid predicates over a few labels, for properties. `depthMax` counts as `measureDepth` does. */
export function anyPredicate(labelIds: readonly string[], depthMax = 5): fc.Arbitrary<Predicate> {
  const label = fc.constantFrom(...labelIds).map((labelId): Predicate => ({ op: "LABEL", labelId }));
  if (depthMax <= 1) return label;
  const operand: fc.Memo<Predicate> = fc.memo((depth): fc.Arbitrary<Predicate> =>
    anyPredicateBelow(label, operand, depth),
  );
  return operand(depthMax);
}

/** Ids as the Graph writes them, some beyond 2^53, and some that no Graph ever wrote. */
export const anyLabelId: fc.Arbitrary<string> = fc.oneof(
  fc.bigInt(0n, 10n ** 17n).map(String),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
  fc.constantFrom("007", "0", "00", "-1", "1_2", "a.b*c-d", "\ud800", "Ünï"),
);

function anyPredicateBelow(
  label: fc.Arbitrary<Predicate>,
  operand: fc.Memo<Predicate>,
  depth: number,
): fc.Arbitrary<Predicate> {
  if (depth <= 1) return label;
  const below = operand(depth - 1);
  const group = fc
    .tuple(fc.constantFrom("AND" as const, "OR" as const), fc.array(below, { minLength: 1, maxLength: 4 }))
    .map(([op, operands]): Predicate => ({ op, operands }));
  const not = below.map((inner): Predicate => ({ op: "NOT", operand: inner }));
  return fc.oneof(
    { weight: 2, arbitrary: label },
    { weight: 3, arbitrary: group },
    { weight: 1, arbitrary: not },
  );
}
