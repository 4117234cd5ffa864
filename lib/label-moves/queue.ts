import { db, type Transaction } from "../db";
import { enqueue } from "../jobs/queue";
import { announce } from "../page-events";
import type { PageId } from "../page-id";

/** In the queue of all jobs that change the Page's labels: one after another. @param wait why, and how long */
export async function enqueueMove(
  transaction: Pick<Transaction, "$executeRaw">,
  pageId: PageId,
  jobId: string,
  wait?: { trouble: string | null; afterMs: number },
): Promise<void> {
  if (wait) {
    await transaction.$executeRaw`
      UPDATE job SET trouble = ${wait.trouble}, rate_per_second = NULL WHERE id = ${jobId}::uuid`;
    await announce(pageId, ["jobs"]);
  }
  await enqueue(
    transaction,
    "move-labels",
    { pageId, jobId },
    {
      key: `move-labels:${jobId}`,
      queue: `change-labels:${pageId}`,
      runAt: wait && new Date(Date.now() + wait.afterMs),
    },
  );
}

/** Goes on at once, by itself: a run has had its turn. */
export async function continueMove(pageId: PageId, jobId: string): Promise<void> {
  await enqueueMove(db(), pageId, jobId);
}
