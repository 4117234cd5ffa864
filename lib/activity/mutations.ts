import type { Transaction } from "../db";
import type { PageId } from "../page-id";
import type { ActivityAction, ActivityOrigin, ActivitySubject } from "./schema";

export interface ActivityEntry {
  userId: string | null;
  origin: ActivityOrigin;
  action: ActivityAction;
  subject: ActivitySubject;
}

/** Writes down who did what, in the transaction of the change itself, before the change's own rows. */
export async function recordActivity(
  transaction: Transaction,
  pageId: PageId,
  entry: ActivityEntry,
): Promise<void> {
  await transaction.activity.create({ data: { pageId, ...entry, subject: { ...entry.subject } } });
}
