import { enqueue } from "../jobs/queue";
import type { PageId } from "../page-id";

/** Has the labels that wait for it read from the Page: one waiting job a Page, however often it is asked for. */
export async function enqueueReadLabels(
  transaction: Parameters<typeof enqueue>[0],
  pageId: PageId,
  runAt?: Date,
): Promise<void> {
  const name = `labels:${pageId}`;
  await enqueue(transaction, "read-labels", { pageId }, { key: name, queue: name, runAt });
}
