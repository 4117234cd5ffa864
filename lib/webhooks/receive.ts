import { pool } from "../db";
import type { JobName } from "../jobs/queue";
import { log } from "../log";
import { readWebhookBody } from "./body";
import { createGroupWriter } from "./group-writer";

/** A POST as it came, and the Pages that it tells of. */
interface Delivery {
  body: Buffer;
  ids: readonly string[];
}

/** Said twice when the first is lost, as by `enqueue`. */
const addJob = `graphile_worker.add_job(identifier => $3, payload => json_build_object('pageId', page_id),
                                        queue_name => 'ingest:' || page_id, job_key => 'ingest:' || page_id)`;
const group = { groupMax: 100, gatherMs: 10 };
const job: JobName = "ingest-webhooks";
/** Meta posts every event of a busy Page by itself: a transaction for each would be most of what it costs. */
const keepInGroup = createGroupWriter(keepDeliveries, group);

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

/**
 * One statement, since Meta waits for it: the rows and the jobs that apply them appear together, or not at all. Jobs in
 * the order of the Pages, so that two processes cannot wait for one another's. @returns for each delivery the Pages for
 * which it is kept
 */
async function keepDeliveries(deliveries: readonly Delivery[]): Promise<string[][]> {
  const given = deliveries.flatMap(({ body, ids }) => ids.map((pageId) => ({ pageId, body })));
  const { rows } = await pool().query<{ pageId: string }>({
    name: "keep-deliveries",
    text: `WITH kept AS (
       INSERT INTO webhook_delivery (page_id, body)
       SELECT page.id, given.body
         FROM unnest($1::text[], $2::bytea[]) WITH ORDINALITY AS given(page_id, body, place)
         JOIN page ON page.id = given.page_id AND page.disconnected_at IS NULL
        ORDER BY place
       RETURNING page_id
     ), connected AS MATERIALIZED (
       SELECT DISTINCT page_id FROM kept ORDER BY page_id
     )
     SELECT page_id AS "pageId", coalesce((${addJob}).id, (${addJob}).id) AS job FROM connected`,
    values: [given.map(({ pageId }) => pageId), given.map(({ body }) => body), job],
  });
  const connected = new Set(rows.map(({ pageId }) => pageId));
  return deliveries.map(({ ids }) => ids.filter((id) => connected.has(id)));
}
