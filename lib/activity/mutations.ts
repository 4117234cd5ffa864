import type { Transaction } from "../db";
import type { PageId } from "../page-id";
import type { ActivityAction, ActivityOrigin, ActivitySubject, ActivityValues } from "./schema";

export interface ActivityEntry {
  userId: string | null;
  origin: ActivityOrigin;
  action: ActivityAction;
  subject: ActivitySubject;
  /** What it was and what it is now, of a change that has both. */
  before?: ActivityValues;
  after?: ActivityValues;
}

/** Writes down who did what, in the transaction of the change itself, before the change's own rows. */
export async function recordActivity(
  transaction: Transaction,
  pageId: PageId,
  entry: ActivityEntry,
): Promise<void> {
  const { subject, before, after } = entry;
  await transaction.activity.create({
    data: {
      ...{ pageId, ...entry, subject: { ...subject } },
      before: before && { ...before },
      after: after && { ...after },
    },
  });
}
