/** A tree of AND / OR / NOT over labels. A label is named by its Graph id, always a string. */
export type Predicate =
  | { op: "LABEL"; labelId: string }
  | { op: "AND" | "OR"; operands: Predicate[] }
  | { op: "NOT"; operand: Predicate };
