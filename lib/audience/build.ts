import type { ClientBase, Pool } from "pg";
import { writeBit } from "./bits";
import { createPacer } from "./pacer";
import { PageAudience } from "./page-audience";

const customersAtOnce = 50_000;
/** A large label is a few megabytes on the way, and each has to be read in one piece. */
const labelsAtOnce = 4;
/** Assignments put in between two looks at the clock. */
const assignmentsAtOnce = 50_000;

/**
 * Reads a Page's audience from its rows, all of one instant and so of one version. Ten million assignments take a
 * few seconds; the process goes on serving meanwhile.
 */
export async function buildAudience(pool: Pool, pageId: string): Promise<PageAudience> {
  const client = await pool.connect();
  let failure: unknown = null;
  try {
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const audience = new PageAudience();
    audience.version = await readVersion(client, pageId);
    await readCustomers(client, pageId, audience);
    await readLabels(client, pageId, audience);
    await client.query("COMMIT");
    return audience;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // After a failure the connection may be in any state: it is closed, not handed on.
    client.release(failure !== null);
  }
}

async function readVersion(client: ClientBase, pageId: string): Promise<bigint> {
  const { rows } = await client.query<{ version: string }>(
    "SELECT version FROM audience_version WHERE page_id = $1",
    [pageId],
  );
  return BigInt(rows[0]?.version ?? 0);
}

/** Packed as 12 bytes a customer, since a row each would cost ten times as much to read. */
async function readCustomers(client: ClientBase, pageId: string, audience: PageAudience): Promise<void> {
  const pace = createPacer();
  const extent = await client.query<{ last: number | null }>(
    "SELECT max(ordinal) AS last FROM customer WHERE page_id = $1",
    [pageId],
  );
  const last = extent.rows[0]?.last ?? -1;
  if (last >= 0) audience.reserve(last);
  for (let first = 0; first <= last; first += customersAtOnce) {
    const { rows } = await client.query<{ packed: Buffer | null }>({
      name: "audience-customers",
      text: `SELECT string_agg(int4send(ordinal) || int4send(audience_flags(labels_known, blocked, opted_out_at))
                               || int4send(audience_seconds(window_opened_at)), ''::bytea) AS packed
               FROM customer WHERE page_id = $1 AND ordinal >= $2 AND ordinal < $3`,
      values: [pageId, first, first + customersAtOnce],
    });
    const packed = rows[0]?.packed;
    for (let at = 0; packed && at < packed.length; at += 12) {
      audience.writeCustomer(packed.readInt32BE(at), packed.readInt32BE(at + 4), packed.readInt32BE(at + 8));
    }
    await pace();
  }
}

async function readLabels(client: ClientBase, pageId: string, audience: PageAudience): Promise<void> {
  const { rows: labels } = await client.query<{ key: number; label_id: string }>(
    "SELECT key, label_id FROM label WHERE page_id = $1 ORDER BY key",
    [pageId],
  );
  for (const { key, label_id } of labels) audience.addLabel(key, label_id);
  for (let first = 0; first < labels.length; first += labelsAtOnce) {
    const keys = labels.slice(first, first + labelsAtOnce).map(({ key }) => key);
    const { rows } = await client.query<{ label_key: number; packed: Buffer }>({
      name: "audience-assignments",
      text: `SELECT label_key, string_agg(int4send(ordinal), ''::bytea) AS packed
               FROM assignment WHERE label_key = ANY($1::int[]) GROUP BY label_key`,
      values: [keys],
    });
    for (const { label_key, packed } of rows) await addPeople(audience, label_key, packed);
  }
}

async function addPeople(audience: PageAudience, labelKey: number, packed: Buffer): Promise<void> {
  const pace = createPacer();
  const bits = new Int32Array(audience.wordCount);
  for (let first = 0; first < packed.length; first += assignmentsAtOnce * 4) {
    await pace();
    const end = Math.min(packed.length, first + assignmentsAtOnce * 4);
    for (let at = first; at < end; at += 4) writeBit(bits, packed.readInt32BE(at), true);
  }
  await pace();
  audience.fillLabel(labelKey, bits);
}
