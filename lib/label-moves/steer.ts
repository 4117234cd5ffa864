import type { Transaction } from "../db";
import { moveItems } from "../bulk-changes/items";
import type { Job } from "../generated/prisma/client";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { recount } from "./plan";
import { enqueueMove } from "./queue";
import { canCancelMove, readMoveCursor } from "./spec";

/**
 * Has what was done so far taken back. The job goes on until it is, and is cancelled then.
 * @throws Problem "label-move-switched" when the segments speak of the new label already
 */
export async function cancelMove(
  transaction: Transaction,
  pageId: PageId,
  userId: string,
  job: Job,
): Promise<void> {
  if (!canCancelMove(job.phase, job.cursor)) throw new Problem("label-move-switched");
  const cursor = { ...readMoveCursor(job.cursor), cancelledById: userId };
  await transaction.job.update({
    where: { id: job.id },
    data: { cursor, state: "waiting", trouble: null, ratePerSecond: null },
  });
  await enqueueMove(transaction, pageId, job.id);
}

/** Goes on, and tries again what failed. */
export async function resumeMove(transaction: Transaction, pageId: PageId, job: Job): Promise<void> {
  if (job.phase !== "undo") {
    await moveItems(transaction, job.id, ["failed", "unknown", "skipped"], {
      state: "pending",
      reason: null,
    });
    await recount(transaction, job.id);
  }
  await transaction.job.update({ where: { id: job.id }, data: { state: "waiting", trouble: null } });
  await enqueueMove(transaction, pageId, job.id);
}
