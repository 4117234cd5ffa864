import { randomBytes } from "node:crypto";
import { db, pool, type Transaction } from "../db";
import type { Connection } from "./customer-lock";

/** A line of the ledger that a worker holds for a short while. */
export interface Lease {
  ordinal: number;
  psid: string;
  attempts: number;
  /** How often Facebook put off this one alone. */
  throttled: number;
}

/** `attempt`: which try of this line it answers; a late answer never speaks for a later try. */
export type Outcome = { ordinal: number; attempt: number } & (
  | { state: "sent"; messageId: string }
  | { state: "failed" | "skipped" | "unknown"; reason: string }
  /**
   * An answer that proves nothing was sent: to be tried again, not before this many milliseconds from now. Alone: Facebook
   * put off this one, and maybe nobody else.
   */
  | { state: "pending"; reason: string; retryAfterMs: number; isAlone?: boolean }
);

const leaseSeconds = 30;

/** Of a lease, so much is for those to be tried again while others wait for their first try: those must not wait for all. */
const againShare = 0.1;

/**
 * Takes up to `limit` lines that wait, those that were never tried first. A lease is a promise to try soon; it runs out by
 * itself, and a line whose lease ran out can be taken by anybody, because nothing is sent before the line is marked.
 * @param isOfTriedOnly leaves out who was never tried
 */
export async function leaseDeliveries(
  broadcastId: string,
  holder: string,
  limit: number,
  isOfTriedOnly = false,
  connection: Connection = pool(),
): Promise<Lease[]> {
  const { rows } = await connection.query<Lease>({
    name: "lease-deliveries",
    // Picked once, in parts of their own: as a condition of the UPDATE the pick may run again for every row, and
    // then takes more than the limit. Parts that are each in the order of an index: together they would read and sort
    // everybody who waits, for every few who are taken.
    text: `WITH fresh AS MATERIALIZED (
       SELECT ordinal FROM delivery
        WHERE broadcast_id = $1 AND state = 'pending' AND attempts = 0 AND NOT $5::boolean
        ORDER BY ordinal LIMIT $3 FOR UPDATE SKIP LOCKED
     ), again AS MATERIALIZED (
       SELECT ordinal FROM delivery
        WHERE broadcast_id = $1 AND state = 'pending' AND attempts > 0
          AND (not_before IS NULL OR not_before <= now())
        ORDER BY not_before
        LIMIT greatest($3::int - (SELECT count(*) FROM fresh), ceil($3::int * $6::float8)) FOR UPDATE SKIP LOCKED
     ), abandoned AS MATERIALIZED (
       SELECT ordinal FROM delivery
        WHERE broadcast_id = $1 AND state = 'leased' AND leased_until < now()
          AND (attempts > 0 OR NOT $5::boolean)
        ORDER BY ordinal LIMIT $3 FOR UPDATE SKIP LOCKED
     ), picked AS (
       SELECT ordinal FROM (
         SELECT ordinal, 1 AS turn FROM again UNION ALL SELECT ordinal, 2 FROM fresh UNION ALL
         SELECT ordinal, 2 FROM abandoned
       ) AS either ORDER BY turn, ordinal LIMIT $3
     )
     UPDATE delivery SET state = 'leased', holder = $2, leased_until = now() + make_interval(secs => $4)
       FROM picked WHERE broadcast_id = $1 AND delivery.ordinal = picked.ordinal
      RETURNING delivery.ordinal, psid, attempts, coalesce(throttled, 0) AS throttled`,
    values: [broadcastId, holder, limit, leaseSeconds, isOfTriedOnly, againShare],
  });
  return rows.sort((one, other) => one.ordinal - other.ordinal);
}

/**
 * Writes down, BEFORE the Graph is called, that these lines are being tried: after a crash, what stands here and
 * has no answer is unknown, and never sent again by itself. Only lines that this worker still holds, and only
 * while the broadcast is sending, and nobody who opted out or blocked the Page since they were decided about: those
 * stay leased, and are decided about anew by the next run. Nor a line that was tried since it was leased: what a run
 * that stood still has in hand may have been sent by others meanwhile.
 * @returns the ordinals that may be sent now; null while somebody changes the broadcast, or when it is not being sent
 */
export async function markAttempting(
  broadcastId: string,
  holder: string,
  lines: readonly Pick<Lease, "ordinal" | "attempts">[],
  connection: Connection = pool(),
): Promise<ReadonlySet<number> | null> {
  const { rows } = await connection.query<{ isSending: boolean; ordinals: number[] }>({
    name: "mark-attempting",
    // The row lock makes a pause wait for the marks under way, and every later mark see the pause. Nor does this wait:
    // afterwards it would still judge customers by what was true before.
    text: `WITH going AS (SELECT id FROM broadcast WHERE id = $1 AND state = 'sending' FOR SHARE SKIP LOCKED),
     marked AS (
     UPDATE delivery SET state = 'attempting', attempted_at = now(), attempts = delivery.attempts + 1, not_before = NULL
       FROM going, customer, unnest($3::int[], $4::int[]) AS line(ordinal, attempts)
      WHERE broadcast_id = going.id AND holder = $2 AND delivery.state = 'leased'
        AND delivery.ordinal = line.ordinal AND delivery.attempts = line.attempts
        AND customer.page_id = delivery.page_id AND customer.ordinal = delivery.ordinal
        AND customer.opted_out_at IS NULL AND NOT customer.blocked
      RETURNING delivery.ordinal)
     SELECT EXISTS (SELECT FROM going) AS "isSending", ARRAY(SELECT ordinal FROM marked) AS ordinals`,
    values: [broadcastId, holder, lines.map(({ ordinal }) => ordinal), lines.map(({ attempts }) => attempts)],
  });
  return rows[0]?.isSending ? new Set(rows[0].ordinals) : null;
}

/**
 * Writes a run's answers down, each only for the try that it answers: when the reply to this very statement is lost
 * and it is said again, the line may be somebody else's by then. A line that was given up as unknown meanwhile still
 * takes its answer: an answer is evidence. A line that an echo settled already stays as it is. Lines that somebody else
 * writes at this moment are not waited for, since the next answers would wait with them; lines that are gone, with their
 * Page, are not either. @returns the answers of those that somebody else writes
 */
export async function recordOutcomes(
  broadcastId: string,
  run: string,
  outcomes: readonly Outcome[],
): Promise<Outcome[]> {
  if (outcomes.length === 0) return [];
  const { rows } = await pool().query<{ ordinal: number }>({
    name: "record-outcomes",
    text: `WITH free AS (
       SELECT ordinal FROM delivery WHERE broadcast_id = $1 AND ordinal = ANY($2::int[]) FOR UPDATE SKIP LOCKED
     ), written AS (
       UPDATE delivery SET
          state = answer.state::delivery_state, reason = answer.reason,
          message_id = coalesce(answer.message_id, delivery.message_id), holder = NULL, leased_until = NULL,
          finished_at = CASE WHEN answer.state = 'pending' THEN NULL ELSE now() END,
          not_before = now() + answer.retry_after_ms * interval '1 millisecond',
          throttled = CASE WHEN answer.is_alone THEN coalesce(delivery.throttled, 0) + 1 ELSE delivery.throttled END
         FROM free JOIN unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $9::boolean[])
           AS answer(ordinal, state, reason, message_id, retry_after_ms, attempt, is_alone) USING (ordinal)
        WHERE broadcast_id = $1 AND delivery.ordinal = free.ordinal
          AND (delivery.state = 'leased' AND delivery.holder = $8
               OR delivery.state = 'attempting' AND delivery.holder = $8 AND delivery.attempts = answer.attempt
               OR delivery.state = 'unknown' AND delivery.attempts = answer.attempt)
     )
     SELECT ordinal FROM delivery
      WHERE broadcast_id = $1 AND ordinal = ANY($2::int[]) AND ordinal NOT IN (SELECT ordinal FROM free)`,
    values: [
      broadcastId,
      outcomes.map(({ ordinal }) => ordinal),
      outcomes.map(({ state }) => state),
      outcomes.map((outcome) => ("reason" in outcome ? outcome.reason : null)),
      outcomes.map((outcome) => ("messageId" in outcome ? outcome.messageId : null)),
      outcomes.map((outcome) => ("retryAfterMs" in outcome ? Math.ceil(outcome.retryAfterMs) : null)),
      outcomes.map(({ attempt }) => attempt),
      run,
      outcomes.map((outcome) => "isAlone" in outcome && outcome.isAlone === true),
    ],
  });
  const held = new Set(rows.map(({ ordinal }) => ordinal));
  return outcomes.filter(({ ordinal }) => held.has(ordinal));
}

/**
 * Gives back what this run of a job holds and has not tried. To be called when every answer that the run got is
 * written down: what then still stands as being tried was marked by a statement whose own answer was lost, and
 * never went out.
 */
export async function releaseLeases(broadcastId: string, holder: string): Promise<void> {
  await pool().query(
    `UPDATE delivery SET state = 'pending', holder = NULL, leased_until = NULL
      WHERE broadcast_id = $1 AND holder = $2 AND state IN ('leased', 'attempting')`,
    [broadcastId, holder],
  );
}

/** Names one run of a job in leases; the process's own name stands before the stroke. */
export function toRunName(holder: string): string {
  return `${holder}/${randomBytes(6).toString("hex")}`;
}

/**
 * After a worker's death: what any of its runs only held waits again; what it was trying is unknown until evidence
 * comes.
 */
export async function giveUpDeliveriesOf(holder: string): Promise<void> {
  await endLinesOf(holder, "leased", "state = 'pending', leased_until = NULL");
  await endLinesOf(holder, "attempting", "state = 'unknown', reason = 'worker-died', finished_at = now()");
}

/** Looked up by broadcast and state: an index on the holder would have to be kept up at each of a line's steps. */
async function endLinesOf(holder: string, state: "leased" | "attempting", change: string): Promise<void> {
  await pool().query(
    `UPDATE delivery SET holder = NULL, ${change}
       FROM (SELECT line.broadcast_id, line.ordinal
               FROM broadcast, LATERAL (
                 SELECT broadcast_id, ordinal, holder FROM delivery
                  WHERE broadcast_id = broadcast.id AND state = $2::delivery_state OFFSET 0
               ) AS line
              WHERE split_part(line.holder, '/', 1) = $1) AS held
      WHERE delivery.broadcast_id = held.broadcast_id AND delivery.ordinal = held.ordinal
        AND delivery.state = $2::delivery_state AND split_part(delivery.holder, '/', 1) = $1`,
    [holder, state],
  );
}

const skipAtOnce = 5_000;

/** Skips what waits in a broadcast that was cancelled, a part at a time, so that nobody waits for a long statement. */
export function skipCancelled(broadcastId: string): Promise<void> {
  return skipWaiting(broadcastId, "cancelled", "cancelled");
}

/** Skips what waits in a broadcast whose time is over. */
export function skipTooLate(broadcastId: string): Promise<void> {
  return skipWaiting(broadcastId, "sending", "too-late");
}

async function skipWaiting(
  broadcastId: string,
  state: "cancelled" | "sending",
  reason: "cancelled" | "too-late",
): Promise<void> {
  for (let skipped = skipAtOnce; skipped === skipAtOnce;) {
    const { rowCount } = await pool().query(
      `WITH picked AS MATERIALIZED (
         SELECT ordinal FROM delivery JOIN broadcast ON broadcast.id = broadcast_id
          WHERE broadcast_id = $1 AND broadcast.state = $3::broadcast_state
            AND delivery.state IN ('pending', 'leased')
          LIMIT $2
       )
       UPDATE delivery SET state = 'skipped', reason = $4, holder = NULL, finished_at = now()
         FROM picked WHERE broadcast_id = $1 AND delivery.ordinal = picked.ordinal
          AND delivery.state IN ('pending', 'leased')`,
      [broadcastId, skipAtOnce, state, reason],
    );
    skipped = rowCount ?? 0;
  }
}

/**
 * Ends the broadcast when no line waits or is being tried. Looked at once more with the broadcast's row locked: a
 * statement that waited for that row would still see the lines as they were before, without those that somebody has
 * just asked to try again. @returns whether it is over now
 */
export async function completeIfDone(broadcastId: string): Promise<boolean> {
  if (await hasWaiting(db(), broadcastId)) return false;
  return db().$transaction(async (transaction) => {
    const [locked] = await transaction.$queryRaw<{ state: string }[]>`
      SELECT state::text FROM broadcast WHERE id = ${broadcastId}::uuid FOR NO KEY UPDATE`;
    if (locked?.state !== "sending" || (await hasWaiting(transaction, broadcastId))) return false;
    await transaction.broadcast.update({
      where: { id: broadcastId },
      data: { state: "completed", finishedAt: new Date(), stoppedReason: null },
    });
    return true;
  });
}

async function hasWaiting(
  transaction: Pick<Transaction, "$queryRaw">,
  broadcastId: string,
): Promise<boolean> {
  const [row] = await transaction.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT FROM delivery WHERE broadcast_id = ${broadcastId}::uuid
                      AND state IN ('pending', 'leased', 'attempting')) AS waits`;
  return row?.waits === true;
}
