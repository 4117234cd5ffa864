import type { Transaction } from "../db";
import type { Job } from "../generated/prisma/client";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { giveUpMissing, readMissingAgain } from "./missing";
import { noteInMove } from "./move";
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
  const cursor = { ...readMoveCursor(job.cursor), cancelledById: userId, missing: 0 };
  await transaction.job.update({
    where: { id: job.id },
    data: { cursor, state: "waiting", trouble: null, ratePerSecond: null },
  });
  await enqueueMove(transaction, pageId, job.id);
}

/**
 * Goes on, and tries again what failed; labels that could not be read are read again first. Whom a person has given up
 * stays so.
 */
export async function resumeMove(transaction: Transaction, pageId: PageId, job: Job): Promise<void> {
  if (job.phase !== "undo") {
    await readMissingAgain(transaction, pageId, job);
    await transaction.$executeRaw`
      UPDATE job_item SET state = 'pending', reason = NULL, finished_at = NULL
       WHERE job_id = ${job.id}::uuid AND state IN ('failed', 'unknown', 'skipped')
         AND reason IS DISTINCT FROM 'given-up'`;
    await recount(transaction, job.id);
  }
  await goOn(transaction, pageId, job.id);
}

/**
 * Goes on without exactly those who were shown to a person.
 * @throws Problem "label-move-others", or "job-wrong-state" for one that does not wait for this
 */
export async function resumeWithoutMissing(
  transaction: Transaction,
  pageId: PageId,
  job: Job,
  agreed: { userId: string; mark: string },
): Promise<void> {
  const { cancelledById, missing = 0 } = readMoveCursor(job.cursor);
  if (cancelledById !== undefined || missing === 0) throw new Problem("job-wrong-state");
  await giveUpMissing(transaction, pageId, job, agreed);
  await goOn(transaction, pageId, job.id);
}

async function goOn(transaction: Transaction, pageId: PageId, jobId: string): Promise<void> {
  await noteInMove(transaction, jobId, { waits: 0, missing: 0 });
  await transaction.job.update({ where: { id: jobId }, data: { state: "waiting", trouble: null } });
  await enqueueMove(transaction, pageId, jobId);
}
