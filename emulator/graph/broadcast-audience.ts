import { flag } from "../state/customers";
import type { Page } from "../state/page";
import { readPredicate, selectCustomers } from "./predicate";

export interface BroadcastTarget {
  customLabelId: string | null;
  /** `targeting.labels` as it was sent, already checked. */
  labels: unknown;
}

/** Indexes of those a broadcast reaches at this moment: selected, and with an open conversation (not blocked). */
export function findAudience(page: Page, { customLabelId, labels }: BroadcastTarget): number[] {
  const { customers } = page;
  return selectTarget(page, customLabelId, labels).filter((index) => !customers.hasFlag(index, flag.blocked));
}

function selectTarget(page: Page, customLabelId: string | null, labels: unknown): number[] {
  if (customLabelId !== null) return selectCustomers(page, readPredicate(page, customLabelId));
  if (labels !== null) return selectCustomers(page, readPredicate(page, labels));
  return page.customers.psids.map((_, index) => index);
}
