import { db, pool, type Transaction } from "../db";
import type { PageId } from "../page-id";
import type { DeliveryReason } from "./delivery-reason";

/** Lines written at once: no statement so long that others wait for it. */
const linesAtOnce = 10_000;

/**
 * Freezes an audience into lines of the ledger, as long as the broadcast is being prepared. Lines of an earlier try that
 * a kill cut short go first: the audience is that of one moment. @param at when those who are handed to Facebook get it
 * @returns false when it is not being prepared any more: then what is in the ledger is not this try's business
 */
export async function writeLines(
  pageId: PageId,
  broadcastId: string,
  ordinals: Int32Array,
  { state, at }: { state: "pending"; at: null } | { state: "handed"; at: Date },
): Promise<boolean> {
  const isBegun = await whilePreparing(broadcastId, (transaction) =>
    transaction.delivery.deleteMany({ where: { broadcastId } }),
  );
  if (!isBegun) return false;
  for (let first = 0; first < ordinals.length; first += linesAtOnce) {
    const part = Array.from(ordinals.subarray(first, first + linesAtOnce));
    const isWritten = await whilePreparing(
      broadcastId,
      (transaction) => transaction.$executeRaw`
        INSERT INTO delivery (broadcast_id, ordinal, page_id, psid, state, attempted_at)
        SELECT ${broadcastId}::uuid, ordinal, page_id, psid, ${state}::delivery_state, ${at}::timestamptz
          FROM customer
         WHERE page_id = ${pageId} AND ordinal = ANY(${part}::int[])`,
    );
    if (!isWritten) return false;
  }
  // Of many lines that PostgreSQL has not counted yet it expects a handful, and would sort all of them for each lease. Not
  // waited for when something else is at work on the table.
  if (ordinals.length >= linesAtOnce) await pool().query("ANALYZE (SKIP_LOCKED) delivery");
  return true;
}

/** With the broadcast's row locked, so that nobody lets it go out between the look and the work. */
async function whilePreparing(
  broadcastId: string,
  work: (transaction: Transaction) => Promise<unknown>,
): Promise<boolean> {
  return db().$transaction(async (transaction) => {
    const [locked] = await transaction.$queryRaw<{ state: string }[]>`
      SELECT state::text FROM broadcast WHERE id = ${broadcastId}::uuid FOR NO KEY UPDATE`;
    if (locked?.state !== "preparing") return false;
    await work(transaction);
    return true;
  });
}

/** What came of lines that were handed to Facebook, when it is not what they say. Done again, it does no harm. */
export async function endHandedLines(
  broadcastId: string,
  outcome: { state: "skipped" | "unknown"; reason: DeliveryReason },
): Promise<void> {
  for (let ended = linesAtOnce; ended === linesAtOnce;) {
    const { rowCount } = await pool().query(
      `WITH picked AS MATERIALIZED (
         SELECT ordinal FROM delivery WHERE broadcast_id = $1 AND state = 'handed' LIMIT $2
       )
       UPDATE delivery SET state = $3::delivery_state, reason = $4, finished_at = now(),
              attempted_at = CASE WHEN $3 = 'skipped' THEN NULL ELSE attempted_at END
         FROM picked WHERE broadcast_id = $1 AND delivery.ordinal = picked.ordinal`,
      [broadcastId, linesAtOnce, outcome.state, outcome.reason],
    );
    ended = rowCount ?? 0;
  }
}
