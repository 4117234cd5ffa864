import type { Predicate } from "../domain/predicate";
import { listOperands, listPredicateNodes, matches } from "../domain/predicate";
import type { NodeCounts } from "./node-counts";
import type { Waterfall } from "./selection";

/** One customer as plain as can be: what the engine's bits are compared with. */
export type ModelCustomer = {
  ordinal: number;
  labelsKnown: boolean;
  blocked: boolean;
  optedOut: boolean;
  /** Unix seconds, 0 for never. */
  windowOpenedAt: number;
  labelIds: Set<string>;
};

/** Counts every node the slow way: each customer asked about each node, with `matches` of the domain. */
export function countModelNodes(customers: readonly ModelCustomer[], predicate: Predicate): NodeCounts[] {
  const known = customers.filter(({ labelsKnown }) => labelsKnown);
  const isIn = (node: Predicate) => (customer: ModelCustomer) => matches(node, customer.labelIds);
  const root = known.filter(isIn(predicate));
  const nodes = listPredicateNodes(predicate);
  return nodes.map(({ node, path }) => {
    const parent = nodes.find((other) => other.path.join() === path.slice(0, -1).join())?.node;
    const held = path.length === 0 || parent === undefined ? node : toHeld(parent, path.at(-1) ?? 0);
    return {
      people: known.filter(isIn(node)).length,
      hits: root.filter(isIn(node)).length,
      running: known.filter(isIn(held)).length,
    };
  });
}

export function measureModelWaterfall(
  customers: readonly ModelCustomer[],
  predicate: Predicate,
  at: Date,
): Waterfall & { receivers: number[] } {
  const matching = customers.filter((one) => one.labelsKnown && matches(predicate, one.labelIds));
  const notBlocked = matching.filter(({ blocked }) => !blocked);
  const notOptedOut = notBlocked.filter(({ optedOut }) => !optedOut);
  const isOpen = ({ windowOpenedAt }: ModelCustomer) => at.getTime() < windowOpenedAt * 1_000 + 86_400_000;
  const receivers = notOptedOut.filter(isOpen);
  return {
    matches: matching.length,
    labelsUnknown: customers.filter(({ labelsKnown }) => !labelsKnown).length,
    blocked: matching.length - notBlocked.length,
    optedOut: notBlocked.length - notOptedOut.length,
    windowClosed: notOptedOut.length - receivers.length,
    willReceive: receivers.length,
    receivers: receivers.map(({ ordinal }) => ordinal),
  };
}

/** What a parent holds after its operand at a place. */
function toHeld(parent: Predicate, at: number): Predicate {
  if (parent.op !== "AND" && parent.op !== "OR") return parent;
  return { op: parent.op, operands: listOperands(parent).slice(0, at + 1) };
}
