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

/** Has one customer's labels read at a time, whatever else is asked for: the way out of a change that was killed. */
export async function enqueueSettleLabels(
  transaction: Parameters<typeof enqueue>[0],
  pageId: PageId,
  ordinal: number,
  at: Date,
): Promise<void> {
  const key = `labels-settle:${pageId}:${ordinal}`;
  await enqueue(transaction, "read-labels", { pageId }, { key, queue: `labels:${pageId}`, runAt: at });
}
