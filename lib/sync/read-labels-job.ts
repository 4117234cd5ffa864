import { enqueue } from "../jobs/queue";
import type { PageId } from "../page-id";

/**
 * Has the labels that wait for it read from the Page: one waiting job a Page, however often it is asked for.
 * @param later when given, not before this time; it never puts off one that is asked for sooner
 */
export async function enqueueReadLabels(
  transaction: Parameters<typeof enqueue>[0],
  pageId: PageId,
  later?: Date,
): Promise<void> {
  const queue = `labels:${pageId}`;
  const key = later ? `labels-later:${pageId}` : queue;
  await enqueue(transaction, "read-labels", { pageId }, { key, queue, runAt: later });
}

/** Has labels read at a time, whatever else is asked for: the way out of a change that was killed. @param whose a customer's ordinal, or a job's id */
export async function enqueueSettleLabels(
  transaction: Parameters<typeof enqueue>[0],
  pageId: PageId,
  whose: string,
  at: Date,
): Promise<void> {
  const key = `labels-settle:${pageId}:${whose}`;
  await enqueue(transaction, "read-labels", { pageId }, { key, queue: `labels:${pageId}`, runAt: at });
}
