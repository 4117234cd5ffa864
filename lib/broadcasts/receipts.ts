import type { Transaction } from "../db";
import type { PageId } from "../page-id";
import type { DeliveryMark } from "./delivery-mark";

/** An echo with our mark proves that the message arrived, also when its answer was lost. */
export async function settleByEcho(
  transaction: Transaction,
  pageId: PageId,
  { broadcastId, ordinal, messageId }: DeliveryMark & { messageId: string },
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE delivery SET state = 'sent', reason = NULL, message_id = ${messageId}, holder = NULL,
           finished_at = coalesce(finished_at, now())
     WHERE page_id = ${pageId} AND broadcast_id = ${broadcastId}::uuid AND ordinal = ${ordinal}
       AND state IN ('attempting', 'unknown')`;
}

export async function noteDelivered(
  transaction: Transaction,
  pageId: PageId,
  messageIds: string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await transaction.$executeRaw`
    UPDATE delivery SET delivered_at = coalesce(delivered_at, now())
     WHERE page_id = ${pageId} AND message_id = ANY(${messageIds}::text[])`;
}

/** A read tells of everything up to a time: also of messages whose delivery was never told. */
export async function noteRead(
  transaction: Transaction,
  pageId: PageId,
  reads: readonly { psid: string; until: Date }[],
): Promise<void> {
  if (reads.length === 0) return;
  await transaction.$executeRaw`
    UPDATE delivery SET read_at = coalesce(read_at, now()), delivered_at = coalesce(delivered_at, now())
      FROM unnest(${reads.map(({ psid }) => psid)}::text[], ${reads.map(({ until }) => until)}::timestamptz[])
           AS given(psid, until)
     WHERE delivery.page_id = ${pageId} AND delivery.psid = given.psid AND delivery.state = 'sent'
       AND delivery.attempted_at <= given.until`;
}
