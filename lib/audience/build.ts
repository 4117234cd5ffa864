import type { ClientBase, Pool } from "pg";
import { createPacer } from "./pacer";
import { PageAudience } from "./page-audience";
import { inTransaction } from "./transaction";

/** A few megabytes on the way, and what the index on (page, ordinal, label) gives in one run. */
const customersAtOnce = 20_000;

/**
 * Reads a Page's audience from its rows, all of one instant and so of one version. Ten million assignments take a
 * few seconds; the process goes on serving meanwhile.
 */
export function buildAudience(pool: Pool, pageId: string): Promise<PageAudience> {
  return inTransaction(pool, "ISOLATION LEVEL REPEATABLE READ READ ONLY", async (client) => {
    const audience = new PageAudience();
    audience.version = await readVersion(client, pageId);
    await readLabels(client, pageId, audience);
    await readPeople(client, pageId, audience);
    return audience;
  });
}

async function readVersion(client: ClientBase, pageId: string): Promise<bigint> {
  const { rows } = await client.query<{ version: string }>(
    "SELECT version FROM audience_version WHERE page_id = $1",
    [pageId],
  );
  return BigInt(rows[0]?.version ?? 0);
}

async function readLabels(client: ClientBase, pageId: string, audience: PageAudience): Promise<void> {
  const { rows } = await client.query<{ key: number; label_id: string }>(
    "SELECT key, label_id FROM label WHERE page_id = $1",
    [pageId],
  );
  for (const { key, label_id } of rows) audience.addLabel(key, label_id);
}

/** Customers in runs of their ordinals, each with its assignments, so that everything is passed over once. */
async function readPeople(client: ClientBase, pageId: string, audience: PageAudience): Promise<void> {
  const extent = await client.query<{ last: number | null }>(
    "SELECT max(ordinal) AS last FROM customer WHERE page_id = $1",
    [pageId],
  );
  const last = extent.rows[0]?.last ?? -1;
  if (last >= 0) audience.reserve(last);
  for (let first = 0; first <= last; first += customersAtOnce) {
    const run: Run = [pageId, first, first + customersAtOnce];
    await readCustomers(client, audience, run);
    await readAssignments(client, audience, run);
  }
}

/** A Page, the first ordinal, and the ordinal behind the last. */
type Run = [pageId: string, first: number, end: number];

/** Packed as 12 bytes a customer, since a row each would cost ten times as much to read. */
async function readCustomers(client: ClientBase, audience: PageAudience, run: Run): Promise<void> {
  const { rows } = await client.query<{ packed: Buffer | null }>({
    name: "audience-customers",
    text: `SELECT string_agg(int4send(ordinal) || int4send(audience_flags(labels_known, blocked, opted_out_at))
                             || int4send(audience_seconds(window_opened_at)), ''::bytea) AS packed
             FROM customer WHERE page_id = $1 AND ordinal >= $2 AND ordinal < $3`,
    values: run,
  });
  const packed = rows[0]?.packed;
  for (let at = 0; packed && at < packed.length; at += 12) {
    audience.writeCustomer(packed.readInt32BE(at), packed.readInt32BE(at + 4), packed.readInt32BE(at + 8));
  }
}

/** Packed as 4 bytes an assignment, a row a label. */
async function readAssignments(client: ClientBase, audience: PageAudience, run: Run): Promise<void> {
  const pace = createPacer();
  const { rows } = await client.query<{ label_key: number; packed: Buffer }>({
    name: "audience-assignments",
    text: `SELECT label_key, string_agg(int4send(ordinal), ''::bytea) AS packed
             FROM assignment WHERE page_id = $1 AND ordinal >= $2 AND ordinal < $3 GROUP BY label_key`,
    values: run,
  });
  for (const { label_key, packed } of rows) {
    const ordinals = new Int32Array(packed.length / 4);
    for (let at = 0; at < ordinals.length; at++) ordinals[at] = packed.readInt32BE(at * 4);
    audience.changeLabel(label_key, ordinals.sort(), true);
    await pace();
  }
}
