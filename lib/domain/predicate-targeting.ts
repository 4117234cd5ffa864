import type { Predicate } from "./predicate";

/** `targeting.labels` of the platform document. Ids are strings: an unquoted one loses digits in most programs. */
export type TargetingLabels = { operator: "AND" | "OR" | "NOT"; values: (string | TargetingLabels)[] };

/** The part of a broadcast that says who: one bare label has a field of its own in the platform document. */
export type BroadcastAudience = { custom_label_id: string } | { targeting: { labels: TargetingLabels } };

/** Tree to JSON, same order. A bare label is its id. */
export function toTargetingValue(predicate: Predicate): string | TargetingLabels {
  switch (predicate.op) {
    case "LABEL":
      return predicate.labelId;
    case "NOT":
      return { operator: "NOT", values: [toTargetingValue(predicate.operand)] };
    case "AND":
    case "OR":
      return { operator: predicate.op, values: predicate.operands.map(toTargetingValue) };
  }
}

/** The fields to put into a `broadcast_messages` or `broadcast_reach_estimations` request. */
export function toBroadcastAudience(predicate: Predicate): BroadcastAudience {
  const value = toTargetingValue(predicate);
  return typeof value === "string" ? { custom_label_id: value } : { targeting: { labels: value } };
}

/** The same as text, to show and to copy. `parseTargeting` reads it back to the same tree. */
export function printTargeting(predicate: Predicate): string {
  return JSON.stringify(toBroadcastAudience(predicate), null, 2);
}
