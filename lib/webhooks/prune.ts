import { db } from "../db";

const keptMs = 30 * 24 * 60 * 60_000;
/** So that no statement holds its locks for long, however much came in. */
const batchSize = 5_000;

/** Job, once a day: lets go of webhooks older than 30 days, used or not: what they told is long read from the Page. */
export async function pruneWebhooks(): Promise<void> {
  const before = new Date(Date.now() - keptMs);
  let deleted = batchSize;
  while (deleted === batchSize) {
    deleted = await db().$executeRaw`
      DELETE FROM webhook_delivery WHERE id IN (
        SELECT id FROM webhook_delivery WHERE received_at < ${before} ORDER BY id LIMIT ${batchSize})`;
  }
}
