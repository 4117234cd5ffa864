import { db } from "../db";
import { enqueue } from "../jobs/queue";
import { log } from "../log";
import { readWebhookBody } from "./body";
import { createGroupWriter } from "./group-writer";

/** A POST as it came, and the Pages that it tells of. */
interface Delivery {
  body: Buffer;
  ids: readonly string[];
}

const groupMax = 100;
/** Meta posts every event of a busy Page by itself: a transaction for each would be most of what it costs. */
const keepInGroup = createGroupWriter(keepDeliveries, groupMax);

/**
 * Keeps a POST whose signature was checked, once for each connected Page that it tells of, and has it applied
 * soon. The bytes are kept as they came. What is not about a Page of ours is let go.
 * @throws when the database is away: then Meta must not be told that we have it
 */
export async function keepDelivery(body: Buffer): Promise<void> {
  const entries = readWebhookBody(body);
  const ids = [...new Set(entries?.flatMap((entry) => entry?.id ?? []))];
  const pageIds = ids.length > 0 ? await keepInGroup({ body, ids }) : [];
  const unknownPageIds = ids.filter((id) => !pageIds.includes(id));
  if (!entries || entries.includes(null) || unknownPageIds.length > 0)
    log.warn({ isUnderstood: entries !== null, unknownPageIds }, "part of a webhook was let go");
}

/** @returns for each delivery the Pages for which it is kept */
async function keepDeliveries(deliveries: readonly Delivery[]): Promise<string[][]> {
  const connected = await listConnected(deliveries.flatMap(({ ids }) => ids));
  const kept = deliveries.map(({ ids }) => ids.filter((id) => connected.has(id)));
  const rows = deliveries.flatMap(({ body }, at) =>
    kept[at]!.map((pageId) => ({ pageId, body: new Uint8Array(body) })),
  );
  if (rows.length === 0) return kept;
  await db().$transaction(async (transaction) => {
    await transaction.webhookDelivery.createMany({ data: rows });
    // Sorted, so that two processes cannot wait for one another's job.
    for (const pageId of [...new Set(rows.map((row) => row.pageId))].sort()) {
      const name = `ingest:${pageId}`;
      await enqueue(transaction, "ingest-webhooks", { pageId }, { key: name, queue: name });
    }
  });
  return kept;
}

async function listConnected(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const pages = await db().page.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true } });
  return new Set(pages.map(({ id }) => id));
}
