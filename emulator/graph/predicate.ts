import { flag } from "../state/customers";
import type { Label, Page } from "../state/page";
import { isRecord } from "./call";
import { invalidParameter } from "./failure";

/** `targeting.labels` of the document: an operator over label ids and further predicates. */
export type LabelPredicate = { operator: "AND" | "OR" | "NOT"; values: LabelPredicate[] } | { label: Label };

const depthMax = 64;

/** Reads a predicate; what Meta answered to a broken one is not confirmed. */
export function readPredicate(page: Page, value: unknown, depth = 0): LabelPredicate {
  if (depth > depthMax) throw invalidParameter(`Label predicates can be nested at most ${depthMax} deep`);
  if (typeof value === "string" || typeof value === "number") {
    const label = page.labels.get(String(value));
    if (!label) throw invalidParameter(`Invalid label id in targeting: ${String(value).slice(0, 40)}`);
    return { label };
  }
  if (!isRecord(value))
    throw invalidParameter("Param targeting[labels] must be an object with operator and values");
  const { operator, values } = value;
  if (operator !== "AND" && operator !== "OR" && operator !== "NOT") {
    throw invalidParameter("Param targeting[labels][operator] must be one of {AND, OR, NOT}");
  }
  if (!Array.isArray(values) || values.length === 0) {
    throw invalidParameter("Param targeting[labels][values] must be a non-empty array");
  }
  if (operator === "NOT" && values.length !== 1) {
    throw invalidParameter("The NOT operator supports only one value in the values array");
  }
  return { operator, values: values.map((inner) => readPredicate(page, inner, depth + 1)) };
}

/** Asks each customer one by one: slow, plain, and written apart from the product's engine on purpose. */
function matches(predicate: LabelPredicate, index: number): boolean {
  if ("label" in predicate) return predicate.label.members.has(index);
  switch (predicate.operator) {
    case "AND":
      return predicate.values.every((value) => matches(value, index));
    case "OR":
      return predicate.values.some((value) => matches(value, index));
    case "NOT":
      return !predicate.values.some((value) => matches(value, index));
  }
}

/** Who a predicate selects. People whose labels cannot be read match no predicate, NOT included. */
export function selectCustomers(page: Page, predicate: LabelPredicate): number[] {
  const selected: number[] = [];
  for (let index = 0; index < page.customers.count; index += 1) {
    if (!page.customers.hasFlag(index, flag.phoneAccount) && matches(predicate, index)) selected.push(index);
  }
  return selected;
}
