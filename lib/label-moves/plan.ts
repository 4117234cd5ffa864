import type { Transaction } from "../db";
import type { PageId } from "../page-id";
import { enqueueReadLabels } from "../sync/read-labels-job";

/** Which labels become which, by our keys. */
export interface PlannedMove {
  pageId: PageId;
  jobId: string;
  sourceKeys: number[];
  targetKey: number;
}

/**
 * Whoever has one of the sources and not the target gets it. Also again, if it was taken off since. Whose labels cannot
 * be read is among them, so that the job names them, and gets it once they were read after all; who is not read yet comes
 * with a later plan.
 */
export async function planAdditions(
  transaction: Transaction,
  { pageId, jobId, sourceKeys, targetKey }: PlannedMove,
): Promise<number> {
  return transaction.$executeRaw`
    INSERT INTO job_item (job_id, ordinal, label_key, page_id, is_assign)
    SELECT DISTINCT ${jobId}::uuid, source.ordinal, ${targetKey}::int, ${pageId}, true
      FROM assignment AS source
      JOIN customer ON customer.page_id = ${pageId} AND customer.ordinal = source.ordinal
                   AND customer.labels_unknown_reason IS DISTINCT FROM 'not-read-yet'
     WHERE source.label_key = ANY(${sourceKeys}::int[])
       AND NOT EXISTS (SELECT FROM assignment AS had
                        WHERE had.label_key = ${targetKey} AND had.ordinal = source.ordinal)
    ON CONFLICT (job_id, ordinal, label_key) DO UPDATE
       SET is_assign = true, state = 'pending', reason = NULL, attempts = 0, finished_at = NULL
     WHERE job_item.state IN ('done', 'unchanged') OR NOT job_item.is_assign
        OR (job_item.reason = 'labels-unknown'
            AND EXISTS (SELECT FROM customer WHERE customer.page_id = ${pageId}
                           AND customer.ordinal = job_item.ordinal AND customer.labels_known))`;
}

/**
 * Once the sources are gone on the Page: from whom Facebook took one of them since then, and who has no target, had got it
 * after the last look at who has one. They get the target.
 * @param since before the deletion was first asked for
 */
export async function planLate(
  transaction: Transaction,
  { pageId, jobId, sourceKeys, targetKey }: PlannedMove,
  since: Date,
): Promise<number> {
  return transaction.$executeRaw`
    INSERT INTO job_item (job_id, ordinal, label_key, page_id, is_assign)
    SELECT DISTINCT ${jobId}::uuid, last.ordinal, ${targetKey}::int, ${pageId}, true
      FROM (SELECT DISTINCT ON (history.ordinal, history.label_key) history.ordinal, history.is_assigned,
                   history.user_id, history.job_id
              FROM label_history AS history
             WHERE history.page_id = ${pageId} AND history.label_key = ANY(${sourceKeys}::int[])
               AND history.at >= ${since}
             ORDER BY history.ordinal, history.label_key, history.id DESC) AS last
     WHERE NOT last.is_assigned AND last.user_id IS NULL AND last.job_id IS NULL
       AND NOT EXISTS (SELECT FROM assignment AS had
                        WHERE had.label_key = ${targetKey} AND had.ordinal = last.ordinal)
    ON CONFLICT DO NOTHING`;
}

/** Whoever got the target from this job alone, and lost the last of the sources since, loses it again. */
export async function planRemovals(
  transaction: Transaction,
  { pageId, jobId, sourceKeys, targetKey }: PlannedMove,
): Promise<number> {
  return transaction.$executeRaw`
    UPDATE job_item AS item
       SET is_assign = false, state = 'pending', reason = NULL, attempts = 0, finished_at = NULL
     WHERE item.job_id = ${jobId}::uuid AND item.is_assign AND item.state = 'done'
       AND EXISTS (SELECT FROM customer WHERE customer.page_id = ${pageId} AND customer.ordinal = item.ordinal
                      AND customer.labels_known AND NOT customer.labels_doubtful)
       AND EXISTS (SELECT FROM assignment AS had
                    WHERE had.label_key = ${targetKey} AND had.ordinal = item.ordinal)
       AND NOT EXISTS (SELECT FROM assignment AS source
                        WHERE source.label_key = ANY(${sourceKeys}::int[]) AND source.ordinal = item.ordinal)
       AND (SELECT history.job_id FROM label_history AS history
             WHERE history.page_id = ${pageId} AND history.ordinal = item.ordinal
               AND history.label_key = ${targetKey}
             ORDER BY history.id DESC LIMIT 1) = ${jobId}::uuid`;
}

/**
 * After a cancellation: what this job put on comes off, where nobody changed it since; the rest is left. What was asked
 * for without an answer, and was never known to be done, counts as ours when it is there and nobody else said so.
 */
export async function planTakingBack(
  transaction: Transaction,
  { pageId, jobId, targetKey }: Omit<PlannedMove, "sourceKeys">,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE job_item AS item
       SET is_assign = false, state = 'pending', reason = NULL, attempts = 0, finished_at = NULL
      FROM (SELECT DISTINCT ON (history.ordinal) history.ordinal, history.job_id, history.user_id, history.at
              FROM label_history AS history
             WHERE history.page_id = ${pageId} AND history.label_key = ${targetKey}
             ORDER BY history.ordinal, history.id DESC) AS last
     WHERE item.job_id = ${jobId}::uuid AND item.is_assign AND last.ordinal = item.ordinal
       AND EXISTS (SELECT FROM assignment AS had
                    WHERE had.label_key = ${targetKey} AND had.ordinal = item.ordinal)
       AND (last.job_id = ${jobId}::uuid
            OR (item.state <> 'unchanged' AND last.job_id IS NULL AND last.user_id IS NULL
                AND last.at >= item.attempted_at
                AND NOT EXISTS (SELECT FROM label_history AS ours
                                 WHERE ours.page_id = ${pageId} AND ours.ordinal = item.ordinal
                                   AND ours.label_key = ${targetKey} AND ours.job_id = ${jobId}::uuid)))`;
  await transaction.$executeRaw`
    UPDATE job_item SET state = 'skipped', reason = 'cancelled', finished_at = clock_timestamp()
     WHERE job_id = ${jobId}::uuid AND is_assign AND state IN ('pending', 'attempting', 'failed', 'unknown')`;
}

/** What is in flight no more: whoever asked was stopped. */
export async function takeUpAttempting(transaction: Transaction, jobId: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE job_item SET state = 'pending' WHERE job_id = ${jobId}::uuid AND state = 'attempting'`;
}

/** Brings the job's counts in step with its items: planning puts some of them back to waiting. */
export async function recount(transaction: Transaction, jobId: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE job SET counts = counted.counts, done = counted.ended, total = counted.total
      FROM (SELECT coalesce(jsonb_object_agg(state, count) FILTER (WHERE is_over), '{}') AS counts,
                   coalesce(sum(count) FILTER (WHERE is_over), 0)::int AS ended,
                   coalesce(sum(count), 0)::int AS total
              FROM (SELECT state, state NOT IN ('pending', 'attempting') AS is_over, count(*)::int AS count
                      FROM job_item WHERE job_id = ${jobId}::uuid GROUP BY state) AS by_state) AS counted
     WHERE job.id = ${jobId}::uuid`;
}

/**
 * Has the labels of everybody concerned read from the Page again, but for those who were since the last time.
 * @param since ISO 8601 of the last time; undefined: nobody was yet
 */
export async function askForReading(
  transaction: Transaction,
  { pageId, jobId, sourceKeys }: PlannedMove,
  since: string | undefined,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE customer SET labels_doubtful = true, labels_revision = labels_revision + 1, labels_tries = 0
     WHERE page_id = ${pageId} AND labels_known AND ordinal IN (
       SELECT item.ordinal FROM job_item AS item
        WHERE item.job_id = ${jobId}::uuid AND item.state IN ('done', 'unchanged')
          AND (${since ?? null}::timestamptz IS NULL OR item.finished_at >= ${since ?? null}::timestamptz)
       UNION
       SELECT source.ordinal FROM assignment AS source
        WHERE source.label_key = ANY(${sourceKeys}::int[]) AND ${since ?? null}::timestamptz IS NULL)`;
  await enqueueReadLabels(transaction, pageId);
}

/** Customers whose labels are still to be read, and webhooks still to be applied. */
export async function countUnsettled(
  transaction: Pick<Transaction, "$queryRaw">,
  pageId: PageId,
): Promise<{ people: number; webhooks: number }> {
  const [row] = await transaction.$queryRaw<{ people: number; webhooks: number }[]>`
    SELECT (SELECT count(*) FROM customer WHERE page_id = ${pageId}
               AND (labels_doubtful OR labels_unknown_reason = 'not-read-yet'))::int AS people,
           (SELECT count(*) FROM webhook_delivery
             WHERE page_id = ${pageId} AND processed_at IS NULL)::int AS webhooks`;
  return row ?? { people: 0, webhooks: 0 };
}
