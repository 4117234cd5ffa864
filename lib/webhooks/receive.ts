import { db } from "../db";
import { enqueue } from "../jobs/queue";
import { log } from "../log";
import { readWebhookBody } from "./body";

/**
 * Keeps a POST whose signature was checked, once for each connected Page that it tells of, and has it applied
 * soon. The bytes are kept as they came. What is not about a Page of ours is let go.
 * @throws when the database is away: then Meta must not be told that we have it
 */
export async function keepDelivery(body: Buffer): Promise<void> {
  const entries = readWebhookBody(body);
  const ids = [...new Set(entries?.flatMap((entry) => entry?.id ?? []))];
  const pageIds = await listConnected(ids);
  const unknownPageIds = ids.filter((id) => !pageIds.includes(id));
  if (!entries || entries.includes(null) || unknownPageIds.length > 0)
    log.warn({ isUnderstood: entries !== null, unknownPageIds }, "part of a webhook was let go");
  if (pageIds.length === 0) return;
  await db().$transaction(async (transaction) => {
    await transaction.webhookDelivery.createMany({
      data: pageIds.map((pageId) => ({ pageId, body: new Uint8Array(body) })),
    });
    for (const pageId of pageIds) {
      const name = `ingest:${pageId}`;
      await enqueue(transaction, "ingest-webhooks", { pageId }, { key: name, queue: name });
    }
  });
}

async function listConnected(ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const pages = await db().page.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return pages.map(({ id }) => id);
}
