import { db } from "../db";
import { enqueue } from "../jobs/queue";
import { webhookBodySchema } from "./schema";

/**
 * Keeps a POST whose signature was checked, once for each connected Page that it tells of, and has it applied
 * soon. The bytes are kept as they came. What is not about a Page of ours is let go.
 * @throws when the database is away: then Meta must not be told that we have it
 */
export async function keepDelivery(body: Buffer): Promise<void> {
  const pageIds = await listConnected(readPageIds(body));
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

function readPageIds(body: Buffer): string[] {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    return [];
  }
  const parsed = webhookBodySchema.safeParse(json);
  return parsed.success ? [...new Set(parsed.data.entry.flatMap((one) => one?.id ?? []))] : [];
}

async function listConnected(ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const pages = await db().page.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return pages.map(({ id }) => id);
}
