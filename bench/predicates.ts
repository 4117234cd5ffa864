import type { Predicate } from "../lib/domain/predicate";

const label = (key: number): Predicate => ({ op: "LABEL", labelId: String(key) });
const all = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const any = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });

/** What is counted. Labels are numbered by size, 1 the largest. */
export const predicates = {
  "one label": label(10),
  "AND of two": all(label(5), label(20)),
  "six nested": all(any(label(3), label(12)), any(label(8), all(label(15), label(30))), {
    op: "NOT",
    operand: label(40),
  }),
  "NOT of a big one": { op: "NOT", operand: label(1) },
  "OR of twenty": any(...Array.from({ length: 20 }, (_, index) => label(index + 11))),
} satisfies Record<string, Predicate>;

export type PredicateName = keyof typeof predicates;
export const predicateNames = Object.keys(predicates) as PredicateName[];
