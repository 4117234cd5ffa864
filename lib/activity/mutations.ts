import type { Transaction } from "../db";
import type { Prisma } from "../generated/prisma/client";
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
  /** What is needed to take it back, and is shown to nobody. */
  kept?: object;
}

/** Writes down who did what, in the transaction of the change itself, before the change's own rows. */
export async function recordActivity(
  transaction: Transaction,
  pageId: PageId,
  entry: ActivityEntry,
): Promise<void> {
  const { userId, origin, action, subject, before, after, kept } = entry;
  await transaction.activity.create({
    data: {
      ...{ pageId, userId, origin, action, subject: { ...subject } },
      before: (before ?? kept) && toJson({ ...before, ...(kept ? { kept } : {}) }),
      after: after && toJson(after),
    },
  });
}

/** Values are plain data: what is undefined is not there. */
function toJson(values: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(values)) as Prisma.InputJsonObject;
}
