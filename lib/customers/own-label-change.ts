import { now } from "../clock";
import { db, type Transaction } from "../db";
import type { PageId } from "../page-id";
import { enqueueReadLabels, enqueueSettleLabels } from "../sync/read-labels-job";

/** Longer than the Graph client waits for an answer (20 s): after it, nothing can be under way any more. */
const settlesAfterMs = 30_000;

/** One of our own changes of a customer's labels, from before the Graph is asked until it has answered. */
export interface OwnLabelChange {
  ordinal: number;
  /** The customer's revision when it began: another now means that somebody else changed something meanwhile. */
  revision: number;
  /** Whether the labels were in doubt for another reason, which our success does not settle. */
  wasDoubtful: boolean;
}

/**
 * Writes down, before the Graph is asked, that the labels are about to change. Killed from here on, or overtaken by
 * another change, the labels stay in doubt and are read from the Page again.
 */
export async function beginOwnLabelChange(pageId: PageId, ordinal: number): Promise<OwnLabelChange> {
  const settlesAt = new Date(Date.now() + settlesAfterMs);
  return db().$transaction(async (transaction) => {
    const [begun] = await transaction.$queryRaw<Omit<OwnLabelChange, "ordinal">[]>`
      UPDATE customer SET labels_doubtful = true, labels_revision = customer.labels_revision + 1,
             labels_changing = CASE WHEN customer.labels_settle_at > now() THEN customer.labels_changing + 1
                                    ELSE 1 END,
             labels_settle_at = ${settlesAt}
        FROM (SELECT labels_doubtful FROM customer
               WHERE page_id = ${pageId} AND ordinal = ${ordinal} FOR UPDATE) AS before
       WHERE customer.page_id = ${pageId} AND customer.ordinal = ${ordinal}
      RETURNING customer.labels_revision AS revision, before.labels_doubtful AS "wasDoubtful"`;
    if (!begun) throw new Error("A customer is never deleted while their Page is connected");
    await enqueueSettleLabels(transaction, pageId, ordinal, settlesAt);
    return { ordinal, ...begun };
  });
}

/**
 * Ends it. The doubt goes only when we know how it ended and nothing else happened meanwhile; otherwise the last
 * to end has the labels read. The revision is raised: a read that began before is out of date.
 */
export async function endOwnLabelChange(
  transaction: Transaction,
  pageId: PageId,
  { ordinal, revision, wasDoubtful }: OwnLabelChange,
  outcome: "changed" | "unchanged" | "unknown",
): Promise<void> {
  const isCertain = outcome !== "unknown" && !wasDoubtful;
  // An echo of the same second is looked into.
  const seconds = outcome === "changed" ? Math.floor(now().getTime() / 1000) : 0;
  const [ended] = await transaction.$queryRaw<{ waits: boolean }[]>`
    UPDATE customer SET labels_doubtful = labels_doubtful AND NOT (${isCertain} AND labels_revision = ${revision}),
           labels_revision = labels_revision + 1, labels_changing = greatest(0, labels_changing - 1),
           labels_event_at = greatest(labels_event_at, ${seconds}::bigint)
     WHERE page_id = ${pageId} AND ordinal = ${ordinal}
    RETURNING labels_changing = 0 AND (labels_doubtful OR labels_unknown_reason = 'not-read-yet') AS waits`;
  if (ended?.waits) await enqueueReadLabels(transaction, pageId);
}
