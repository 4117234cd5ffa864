import type { Transaction } from "../db";
import type { PageId } from "../page-id";

/** An echo with our mark proves that the message arrived, whatever we took it for. */
export async function settleDirectEchoes(
  transaction: Transaction,
  pageId: PageId,
  echoes: readonly { id: string; messageId: string }[],
): Promise<void> {
  if (echoes.length === 0) return;
  await transaction.$executeRaw`
    UPDATE direct_message SET state = 'sent', reason = NULL, message_id = echo.message_id,
           finished_at = coalesce(finished_at, now())
      FROM unnest(${echoes.map(({ id }) => id)}::uuid[],
                  ${echoes.map(({ messageId }) => messageId)}::text[]) AS echo(id, message_id)
     WHERE direct_message.page_id = ${pageId} AND direct_message.id = echo.id AND direct_message.state <> 'sent'`;
}

export async function noteDirectReceipts(
  transaction: Transaction,
  pageId: PageId,
  deliveredMessageIds: string[],
  reads: readonly { psid: string; until: Date }[],
): Promise<void> {
  if (deliveredMessageIds.length > 0)
    await transaction.$executeRaw`
      UPDATE direct_message SET delivered_at = coalesce(delivered_at, now())
       WHERE page_id = ${pageId} AND message_id = ANY(${deliveredMessageIds}::text[])`;
  if (reads.length > 0)
    await transaction.$executeRaw`
      UPDATE direct_message SET read_at = coalesce(read_at, now()), delivered_at = coalesce(delivered_at, now())
        FROM unnest(${reads.map(({ psid }) => psid)}::text[],
                    ${reads.map(({ until }) => until)}::timestamptz[]) AS given(psid, until)
       WHERE direct_message.page_id = ${pageId} AND direct_message.psid = given.psid
         AND direct_message.state = 'sent' AND direct_message.attempted_at <= given.until`;
}
