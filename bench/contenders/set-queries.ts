import { listOperands, type Predicate } from "../../lib/domain/predicate";

/** INTERSECT, UNION and EXCEPT over `assignment(label_key, ordinal)` and `customer(ordinal)`: ordinals. */
export function toSetQuery(predicate: Predicate): string {
  switch (predicate.op) {
    case "LABEL":
      return `SELECT ordinal FROM assignment WHERE label_key = ${Number(predicate.labelId)}`;
    case "NOT":
      return `SELECT ordinal FROM customer EXCEPT (${toSetQuery(predicate.operand)})`;
    case "AND":
    case "OR": {
      const verb = predicate.op === "AND" ? " INTERSECT " : " UNION ";
      return listOperands(predicate)
        .map((operand) => `(${toSetQuery(operand)})`)
        .join(verb);
    }
  }
}

/** A condition, each label written by `toCondition`. */
export function toWhere(predicate: Predicate, toCondition: (labelKey: number) => string): string {
  switch (predicate.op) {
    case "LABEL":
      return toCondition(Number(predicate.labelId));
    case "NOT":
      return `NOT (${toWhere(predicate.operand, toCondition)})`;
    case "AND":
    case "OR":
      return `(${listOperands(predicate)
        .map((operand) => toWhere(operand, toCondition))
        .join(` ${predicate.op} `)})`;
  }
}

/** As intarray's `query_int` writes it. */
export function toQueryInt(predicate: Predicate): string {
  switch (predicate.op) {
    case "LABEL":
      return predicate.labelId;
    case "NOT":
      return `!(${toQueryInt(predicate.operand)})`;
    case "AND":
    case "OR":
      return `(${listOperands(predicate)
        .map(toQueryInt)
        .join(predicate.op === "AND" ? "&" : "|")})`;
  }
}
