import { pool } from "../db";
import type { DeliveryState } from "../domain/broadcast-state";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { isUuid } from "../uuid";
import { toReasonWords } from "./delivery-reason";
import type { DeliveryList, LineFilter, Receipt } from "./schema";

const pageLength = 50;

/**
 * What holds of the lines of whom a receipt tells. Deliveries and reads as Facebook told them; a reply is any message
 * after ours, whatever it is about.
 */
export const receiptConditions: Record<Receipt, string> = {
  delivered: "delivery.state = 'sent' AND delivery.delivered_at IS NOT NULL",
  read: "delivery.state = 'sent' AND delivery.read_at IS NOT NULL",
  replied: "delivery.state = 'sent' AND customer.last_message_at > delivery.attempted_at",
};

interface Line {
  ordinal: number;
  psid: string;
  name: string;
  state: DeliveryState;
  reason: string | null;
  messageId: string | null;
  at: Date | null;
}

/** Who is in the ledger, and what came of it, in the ledger's order. @param cursor the ordinal to go on after */
export async function listDeliveries(
  pageId: PageId,
  broadcastId: string,
  filter: LineFilter = {},
  cursor: string | null = null,
): Promise<DeliveryList> {
  if (!isUuid(broadcastId)) throw new Problem("broadcast-unknown");
  const after = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : -1;
  const { sql, values } = toLines(pageId, broadcastId, filter);
  const { rows: lines } = await pool().query<Line>(
    `SELECT delivery.ordinal, delivery.psid, customer.name, delivery.state, delivery.reason,
            delivery.message_id AS "messageId", coalesce(delivery.finished_at, delivery.attempted_at) AS at
       ${sql} AND delivery.ordinal > $5 ORDER BY delivery.ordinal LIMIT $6`,
    [...values, after, pageLength + 1],
  );
  const shown = lines.slice(0, pageLength);
  return {
    rows: shown.map(({ ordinal: _, at, ...line }) => ({
      ...line,
      reasonWords: line.reason === null ? null : toReasonWords(line.reason),
      at: at?.toISOString() ?? null,
    })),
    nextCursor: lines.length > pageLength ? String(shown.at(-1)!.ordinal) : null,
  };
}

/** The ordinals of the customers of these lines, ascending. */
export async function listOrdinalsOfLines(
  pageId: PageId,
  broadcastId: string,
  filter: LineFilter,
): Promise<number[]> {
  const { sql, values } = toLines(pageId, broadcastId, filter);
  const { rows } = await pool().query<{ ordinal: number }>(
    `SELECT delivery.ordinal ${sql} ORDER BY delivery.ordinal`,
    values,
  );
  return rows.map(({ ordinal }) => ordinal);
}

function toLines(pageId: PageId, broadcastId: string, { states, reason, receipt }: LineFilter) {
  const sql = `FROM delivery JOIN customer USING (page_id, ordinal)
    WHERE delivery.page_id = $1 AND delivery.broadcast_id = $2
      AND ($3::delivery_state[] IS NULL OR delivery.state = ANY($3)) AND ($4::text IS NULL OR delivery.reason = $4)
      ${receipt === undefined ? "" : `AND ${receiptConditions[receipt]}`}`;
  return { sql, values: [pageId, broadcastId, states ?? null, reason ?? null] };
}
