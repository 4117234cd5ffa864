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

export type OwnLabelOutcome = "changed" | "unchanged" | "unknown";

/** Begins a change of one customer's labels, in a transaction of its own. */
export async function beginOwnLabelChange(pageId: PageId, ordinal: number): Promise<OwnLabelChange> {
  return db().$transaction(async (transaction) => {
    const [begun] = await beginOwnLabelChanges(transaction, pageId, [ordinal], String(ordinal));
    if (!begun) throw new Error("A customer is never deleted while their Page is connected");
    return begun;
  });
}

/**
 * Writes down, before the Graph is asked, that the labels of these customers are about to change. Killed from here on,
 * or overtaken by another change, their labels stay in doubt and are read from the Page again.
 * @param settleKey whose changes these are: the reading after a kill is booked once for each, and put off by the next
 */
export async function beginOwnLabelChanges(
  transaction: Transaction,
  pageId: PageId,
  ordinals: readonly number[],
  settleKey: string,
): Promise<OwnLabelChange[]> {
  if (ordinals.length === 0) return [];
  const settlesAt = new Date(Date.now() + settlesAfterMs);
  const begun = await transaction.$queryRaw<OwnLabelChange[]>`
    UPDATE customer SET labels_doubtful = true, labels_revision = customer.labels_revision + 1,
           labels_changing = CASE WHEN customer.labels_settle_at > now() THEN customer.labels_changing + 1
                                  ELSE 1 END,
           labels_settle_at = ${settlesAt}
      FROM (SELECT ordinal, labels_doubtful FROM customer
             WHERE page_id = ${pageId} AND ordinal = ANY(${ordinals}::int[]) ORDER BY ordinal FOR UPDATE) AS before
     WHERE customer.page_id = ${pageId} AND customer.ordinal = before.ordinal
    RETURNING customer.ordinal, customer.labels_revision AS revision, before.labels_doubtful AS "wasDoubtful"`;
  await enqueueSettleLabels(transaction, pageId, settleKey, settlesAt);
  return begun;
}

/** Ends a change of one customer's labels. */
export async function endOwnLabelChange(
  transaction: Transaction,
  pageId: PageId,
  change: OwnLabelChange,
  outcome: OwnLabelOutcome,
): Promise<void> {
  await endOwnLabelChanges(transaction, pageId, [{ change, outcome }]);
}

/**
 * Ends them. The doubt goes only when we know how it ended and nothing else happened meanwhile; otherwise the last
 * to end has the labels read. The revision is raised: a read that began before is out of date.
 */
export async function endOwnLabelChanges(
  transaction: Transaction,
  pageId: PageId,
  ended: readonly { change: OwnLabelChange; outcome: OwnLabelOutcome }[],
): Promise<void> {
  if (ended.length === 0) return;
  const isCertain = ended.map(({ change, outcome }) => outcome !== "unknown" && !change.wasDoubtful);
  // An echo of the same second is looked into.
  const nowSeconds = Math.floor(now().getTime() / 1000);
  const seconds = ended.map(({ outcome }) => (outcome === "changed" ? nowSeconds : 0));
  const rows = await transaction.$queryRaw<{ waits: boolean }[]>`
    UPDATE customer SET labels_doubtful = labels_doubtful AND NOT (given.certain AND labels_revision = given.revision),
           labels_revision = labels_revision + 1, labels_changing = greatest(0, labels_changing - 1),
           labels_event_at = greatest(labels_event_at, given.seconds)
      FROM unnest(${ended.map(({ change }) => change.ordinal)}::int[],
                  ${ended.map(({ change }) => change.revision)}::int[], ${isCertain}::bool[], ${seconds}::bigint[])
           AS given(ordinal, revision, certain, seconds)
     WHERE page_id = ${pageId} AND customer.ordinal = given.ordinal
    RETURNING labels_changing = 0 AND (labels_doubtful OR labels_unknown_reason = 'not-read-yet') AS waits`;
  if (rows.some(({ waits }) => waits)) await enqueueReadLabels(transaction, pageId);
}
