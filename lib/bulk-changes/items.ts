import type { Transaction } from "../db";
import { Prisma } from "../generated/prisma/client";
import type { JobItemState } from "../generated/prisma/enums";
import type { PageId } from "../page-id";
import type { StoredItemReason } from "./item-reason";
import { readCounts, type BulkSpec } from "./spec";

/** An item as it waits, with what decides about it. */
export interface WaitingItem {
  ordinal: number;
  labelKey: number;
  isAssign: boolean;
  attempts: number;
  /** Null when the customer or the label is gone. */
  psid: string | null;
  labelId: string | null;
  labelsKnown: boolean | null;
  hasLabel: boolean;
  /** Of the last change of this label on this customer: the job that made it, and who or what it was. */
  lastJobId: string | null;
  lastUserId: string | null;
  lastAt: Date | null;
}

export interface EndedItem {
  ordinal: number;
  labelKey: number;
  state: Exclude<JobItemState, "attempting">;
  reason: StoredItemReason | null;
}

/** Makes items of the next frozen members, all labels of a member together. Repeated after a kill it adds nothing. */
export async function addItems(
  transaction: Transaction,
  { pageId, jobId, spec }: { pageId: PageId; jobId: string; spec: BulkSpec },
  { from, count }: { from: number; count: number },
): Promise<void> {
  const keys = [...spec.assign, ...spec.remove].map(({ key }) => key);
  const isAssign = [...spec.assign.map(() => true), ...spec.remove.map(() => false)];
  await transaction.$executeRaw`
    INSERT INTO job_item (job_id, ordinal, label_key, page_id, is_assign)
    SELECT job.id, member.ordinal, label.key, ${pageId}, label.is_assign
      FROM job, unnest(job.members[${from + 1}::int : ${from + count}::int]) AS member(ordinal),
           unnest(${keys}::int[], ${isAssign}::bool[]) AS label(key, is_assign)
     WHERE job.id = ${jobId}::uuid
    ON CONFLICT DO NOTHING`;
}

/** Makes the reverse of everything that a job really changed. */
export async function addReverseItems(
  transaction: Transaction,
  jobId: string,
  undoOfId: string,
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO job_item (job_id, ordinal, label_key, page_id, is_assign)
    SELECT ${jobId}::uuid, ordinal, label_key, page_id, NOT is_assign
      FROM job_item WHERE job_id = ${undoOfId}::uuid AND state = 'done'
    ON CONFLICT DO NOTHING`;
}

/** Once all items are made: people may have come or gone since they were counted. */
export async function recountTotal(transaction: Transaction, jobId: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE job SET total = (SELECT count(*) FROM job_item WHERE job_id = ${jobId}::uuid)
     WHERE id = ${jobId}::uuid AND state = 'running'`;
}

/** The next items that wait, held for this transaction, with what decides about them. */
export async function listWaitingItems(
  transaction: Transaction,
  pageId: PageId,
  jobId: string,
  limit: number,
): Promise<WaitingItem[]> {
  return transaction.$queryRaw<WaitingItem[]>`
    SELECT item.ordinal, item.label_key AS "labelKey", item.is_assign AS "isAssign", item.attempts,
           customer.psid, customer.labels_known AS "labelsKnown", label.label_id AS "labelId",
           EXISTS (SELECT FROM assignment WHERE assignment.label_key = item.label_key
                     AND assignment.ordinal = item.ordinal) AS "hasLabel",
           last.job_id AS "lastJobId", last.user_id AS "lastUserId", last.at AS "lastAt"
      FROM job_item AS item
      LEFT JOIN customer ON customer.page_id = ${pageId} AND customer.ordinal = item.ordinal
      LEFT JOIN label ON label.key = item.label_key
      LEFT JOIN LATERAL (
        SELECT history.job_id, history.user_id, history.at FROM label_history AS history
         WHERE history.page_id = ${pageId} AND history.ordinal = item.ordinal
           AND history.label_key = item.label_key
         ORDER BY history.id DESC LIMIT 1) AS last ON true
     WHERE item.job_id = ${jobId}::uuid AND item.state = 'pending'
     ORDER BY item.ordinal, item.label_key LIMIT ${limit}
       FOR UPDATE OF item SKIP LOCKED`;
}

/** Written down before the Graph is asked: from here on the change may happen. */
export async function markAttempting(
  transaction: Transaction,
  jobId: string,
  items: readonly Pick<WaitingItem, "ordinal" | "labelKey">[],
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE job_item SET state = 'attempting', attempts = attempts + 1, attempted_at = clock_timestamp()
      FROM unnest(${items.map(({ ordinal }) => ordinal)}::int[], ${items.map(({ labelKey }) => labelKey)}::int[])
           AS given(ordinal, label_key)
     WHERE job_id = ${jobId}::uuid AND job_item.ordinal = given.ordinal AND job_item.label_key = given.label_key`;
}

/** Writes down how items ended, or that they wait again, together with the job's counts. */
export async function recordItems(
  transaction: Transaction,
  jobId: string,
  items: readonly EndedItem[],
): Promise<void> {
  if (items.length === 0) return;
  await transaction.$executeRaw`
    UPDATE job_item SET state = given.state::job_item_state, reason = given.reason,
           finished_at = CASE WHEN given.state = 'pending' THEN NULL ELSE clock_timestamp() END
      FROM unnest(${items.map(({ ordinal }) => ordinal)}::int[], ${items.map(({ labelKey }) => labelKey)}::int[],
                  ${items.map(({ state }) => state)}::text[], ${items.map(({ reason }) => reason)}::text[])
           AS given(ordinal, label_key, state, reason)
     WHERE job_id = ${jobId}::uuid AND job_item.ordinal = given.ordinal AND job_item.label_key = given.label_key`;
  const ended = items.filter(({ state }) => state !== "pending");
  await addToCounts(transaction, jobId, (state) => ended.filter((item) => item.state === state).length);
}

const endStates = ["done", "unchanged", "failed", "skipped", "unknown"] as const;

/** The job's row is held from here to the end of the transaction: one after another adds to its counts. */
export async function addToCounts(
  transaction: Transaction,
  jobId: string,
  added: (state: (typeof endStates)[number]) => number,
): Promise<void> {
  const [job] = await transaction.$queryRaw<
    { counts: unknown }[]
  >`SELECT counts FROM job WHERE id = ${jobId}::uuid FOR UPDATE`;
  const before = readCounts(job?.counts);
  const counts = Object.fromEntries(endStates.map((state) => [state, (before[state] ?? 0) + added(state)]));
  const done = Object.values(counts).reduce((sum, count) => sum + count, 0);
  await transaction.job.update({ where: { id: jobId }, data: { counts, done } });
}

/** Moves all items in one of these states to another. @returns how many there were of each */
export async function moveItems(
  transaction: Transaction,
  jobId: string,
  from: readonly JobItemState[],
  to: { state: JobItemState; reason: StoredItemReason | null },
): Promise<ReadonlyMap<JobItemState, number>> {
  const rows = await transaction.$queryRaw<{ state: JobItemState; count: number }[]>`
    WITH moved AS (
      SELECT ordinal, label_key, state FROM job_item
       WHERE job_id = ${jobId}::uuid AND state::text IN (${Prisma.join([...from])}) FOR UPDATE
    ), written AS (
      UPDATE job_item SET state = ${to.state}::job_item_state, reason = ${to.reason},
             finished_at = CASE WHEN ${to.state} = 'pending' THEN NULL ELSE clock_timestamp() END
        FROM moved
       WHERE job_item.job_id = ${jobId}::uuid AND job_item.ordinal = moved.ordinal
         AND job_item.label_key = moved.label_key
      RETURNING moved.state
    )
    SELECT state, count(*)::int AS count FROM written GROUP BY state`;
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** So many are skipped in one transaction. */
const skippedAtOnce = 50_000;

/** After a cancellation: the next items that wait are skipped. @returns whether more wait */
export async function skipWaiting(transaction: Transaction, jobId: string): Promise<boolean> {
  const skipped = await transaction.$executeRaw`
    UPDATE job_item SET state = 'skipped', reason = 'cancelled', finished_at = clock_timestamp()
      FROM (SELECT ordinal, label_key FROM job_item
             WHERE job_id = ${jobId}::uuid AND state = 'pending'
             ORDER BY ordinal, label_key LIMIT ${skippedAtOnce} FOR UPDATE) AS waiting
     WHERE job_item.job_id = ${jobId}::uuid AND job_item.ordinal = waiting.ordinal
       AND job_item.label_key = waiting.label_key`;
  return skipped === skippedAtOnce;
}

type ItemKey = Pick<WaitingItem, "ordinal" | "labelKey">;

/**
 * Of items that ended without an answer of their own, those that turned out to be done: what stands in the labels' history as made in Facebook
 * since they were asked for counts as this job's, so that it can be taken back with the rest.
 */
export async function claimDone(
  transaction: Transaction,
  jobId: string,
  ended: readonly (ItemKey & { state: EndedItem["state"] })[],
): Promise<void> {
  const done = ended.filter(({ state }) => state === "done");
  if (done.length === 0) return;
  await transaction.$executeRaw`
    UPDATE label_history AS history SET user_id = job.created_by_id, job_id = job.id
      FROM job, job_item AS item,
           unnest(${done.map(({ ordinal }) => ordinal)}::int[], ${done.map(({ labelKey }) => labelKey)}::int[])
             AS given(ordinal, label_key)
     WHERE job.id = ${jobId}::uuid AND item.job_id = job.id AND item.ordinal = given.ordinal
       AND item.label_key = given.label_key AND history.page_id = item.page_id AND history.ordinal = item.ordinal
       AND history.label_key = item.label_key AND history.is_assigned = item.is_assign
       AND history.user_id IS NULL AND history.job_id IS NULL AND history.at >= item.attempted_at`;
}

/** Those whose labels have been read since: the change is there, or it is not. @returns how many are unknown still */
export async function settleUnknownItems(transaction: Transaction, jobId: string): Promise<number> {
  const settled = await transaction.$queryRaw<(ItemKey & { state: "done" | "failed" })[]>`
    UPDATE job_item AS item
       SET state = CASE WHEN seen.has_label = item.is_assign THEN 'done' ELSE 'failed' END::job_item_state,
           reason = CASE WHEN seen.has_label = item.is_assign THEN NULL ELSE 'not-there' END
      FROM (SELECT job_item.ordinal, job_item.label_key,
                   EXISTS (SELECT FROM assignment WHERE assignment.label_key = job_item.label_key
                             AND assignment.ordinal = job_item.ordinal) AS has_label
              FROM job_item JOIN customer ON customer.page_id = job_item.page_id
                                         AND customer.ordinal = job_item.ordinal
             WHERE job_item.job_id = ${jobId}::uuid AND job_item.state = 'unknown'
               AND customer.labels_known AND NOT customer.labels_doubtful) AS seen
     WHERE item.job_id = ${jobId}::uuid AND item.ordinal = seen.ordinal AND item.label_key = seen.label_key
    RETURNING item.ordinal, item.label_key AS "labelKey", item.state`;
  await claimDone(transaction, jobId, settled);
  const count = (state: string) => settled.filter((item) => item.state === state).length;
  await addToCounts(transaction, jobId, (state) =>
    state === "unknown" ? -settled.length : state === "done" || state === "failed" ? count(state) : 0,
  );
  return transaction.jobItem.count({ where: { jobId, state: "unknown" } });
}
