import type { Transaction } from "../db";
import type { Prisma } from "../generated/prisma/client";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
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
  /** The change that this one takes back. */
  undoes?: bigint;
}

/**
 * Writes down who did what, in the transaction of the change itself, before the change's own rows.
 * @throws Problem "undo-done" when what it takes back was taken back already: of two who do so at once, one does
 */
export async function recordActivity(
  transaction: Transaction,
  pageId: PageId,
  entry: ActivityEntry,
): Promise<void> {
  const { userId, origin, action, subject, before, after, kept, undoes } = entry;
  if (undoes !== undefined) {
    const { count } = await transaction.activity.updateMany({
      where: { id: undoes, OR: [{ undoneAt: null }, { undoUnknown: true }] },
      data: { undoneAt: new Date(), undoUnknown: false },
    });
    if (count === 0) throw new Problem("undo-done");
  }
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
