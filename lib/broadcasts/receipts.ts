import { db, type Transaction } from "../db";
import type { PageId } from "../page-id";
import type { DeliveryMark } from "./delivery-mark";

/** An echo with our mark proves that the message arrived, whatever we took it for: nothing is better evidence. */
export async function settleByEchoes(
  transaction: Transaction,
  pageId: PageId,
  echoes: readonly (DeliveryMark & { messageId: string })[],
): Promise<void> {
  if (echoes.length === 0) return;
  await transaction.$executeRaw`
    UPDATE delivery SET state = 'sent', reason = NULL, message_id = echo.message_id, holder = NULL,
           finished_at = coalesce(finished_at, now())
      FROM unnest(${echoes.map(({ broadcastId }) => broadcastId)}::uuid[],
                  ${echoes.map(({ ordinal }) => ordinal)}::int[],
                  ${echoes.map(({ messageId }) => messageId)}::text[]) AS echo(broadcast_id, ordinal, message_id)
     WHERE delivery.page_id = ${pageId} AND delivery.broadcast_id = echo.broadcast_id
       AND delivery.ordinal = echo.ordinal AND delivery.state <> 'sent'`;
}

export async function noteDelivered(
  transaction: Transaction,
  pageId: PageId,
  messageIds: string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await transaction.$executeRaw`
    UPDATE delivery SET delivered_at = now()
     WHERE page_id = ${pageId} AND message_id = ANY(${messageIds}::text[]) AND message_id IS NOT NULL
       AND delivered_at IS NULL`;
}

/** A read tells of everything up to a time: also of messages whose delivery was never told. */
export async function noteRead(
  transaction: Transaction,
  pageId: PageId,
  reads: readonly { psid: string; until: Date }[],
): Promise<void> {
  if (reads.length === 0) return;
  await transaction.$executeRaw`
    UPDATE delivery SET read_at = now(), delivered_at = coalesce(delivered_at, now())
      FROM unnest(${reads.map(({ psid }) => psid)}::text[], ${reads.map(({ until }) => until)}::timestamptz[])
           AS given(psid, until)
      JOIN customer ON customer.page_id = ${pageId} AND customer.psid = given.psid
     WHERE delivery.page_id = ${pageId} AND delivery.ordinal = customer.ordinal AND delivery.state = 'sent'
       AND delivery.read_at IS NULL AND delivery.attempted_at <= given.until`;
}

/** Facebook said that these customers cannot be written to: not counted in from now on, until they write again. */
export async function noteBlocked(pageId: PageId, ordinals: number[]): Promise<void> {
  if (ordinals.length === 0) return;
  await db().$transaction(async (transaction) => {
    await lockCustomers(transaction, pageId);
    await transaction.customer.updateMany({
      where: { pageId, ordinal: { in: ordinals } },
      data: { blocked: true },
    });
  });
}

/**
 * At the end of a run, of whom nobody was taken afterwards: an outage that calls everybody unavailable says so of each one
 * that is left. Only where anybody at all got the broadcast does it say something about these.
 */
export async function noteBlockedIfAnyGotIt(
  pageId: PageId,
  broadcastId: string,
  ordinals: number[],
): Promise<void> {
  if (ordinals.length === 0) return;
  const sent = await db().delivery.findFirst({
    where: { broadcastId, state: "sent" },
    select: { ordinal: true },
  });
  if (sent !== null) await noteBlocked(pageId, ordinals);
}

/** Whoever changes several customers locks the Page's row first, so that no two wait for each other. */
async function lockCustomers(transaction: Transaction, pageId: PageId): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM page WHERE id = ${pageId} FOR NO KEY UPDATE`;
}

/**
 * Facebook is asked once more about those who failed as blocked: what it said of them then does not count any more.
 * @param states nothing is forgotten when the broadcast is in another one
 */
export async function forgetBlocked(
  pageId: PageId,
  broadcastId: string,
  states: readonly string[],
): Promise<void> {
  await db().$transaction(async (transaction) => {
    await lockCustomers(transaction, pageId);
    await transaction.$executeRaw`
      UPDATE customer SET blocked = false FROM delivery JOIN broadcast ON broadcast.id = broadcast_id
       WHERE broadcast.state::text = ANY(${states}::text[]) AND delivery.broadcast_id = ${broadcastId}::uuid
         AND delivery.page_id = ${pageId}
         AND delivery.state = 'failed' AND delivery.reason = 'blocked'
         AND customer.page_id = delivery.page_id AND customer.ordinal = delivery.ordinal AND customer.blocked`;
  });
}
