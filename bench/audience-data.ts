import type pg from "pg";

export const labelCount = 200;
export const pageId = "bench-page";

/** Who has each label: ordinals, ascending. The same for everybody who is measured. */
export type Members = readonly Int32Array<ArrayBuffer>[];

/** Zipf sizes, the largest at 60 %, about ten labels a customer. Label keys are 1 to 200; the array starts at 0. */
export function makeMembers(customers: number): Members {
  return Array.from({ length: labelCount }, (_, index) => {
    const share = Math.min(0.6, 2.02 / (index + 1));
    return chooseMembers(customers, share, index + 1);
  });
}

/** Jumps from member to member, so that rare labels cost little. */
function chooseMembers(customers: number, share: number, seed: number): Int32Array<ArrayBuffer> {
  const next = createSequence(seed);
  const logOfMiss = Math.log1p(-share);
  const jump = () => Math.floor(Math.log(1 - next()) / logOfMiss);
  const chosen = new Int32Array(Math.ceil(customers * share * 1.1) + 1_000);
  let count = 0;
  for (let ordinal = jump(); ordinal < customers; ordinal += 1 + jump()) chosen[count++] = ordinal;
  return chosen.slice(0, count);
}

/** Mulberry32: the same numbers for the same seed. */
function createSequence(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The product's own tables, filled without its triggers and indexes on the way, since ten million rows by the usual
 * way would be a bench of its own; both are back before anything is measured.
 */
export async function fillTables(client: pg.ClientBase, customers: number, members: Members): Promise<void> {
  const indexes = await client.query<{ definition: string; name: string }>(
    "SELECT indexdef AS definition, indexname AS name FROM pg_indexes WHERE tablename IN ('assignment', 'customer') AND indexname NOT LIKE '%pkey' AND indexdef NOT LIKE '%UNIQUE%'",
  );
  await client.query("SET session_replication_role = replica");
  for (const { name } of indexes.rows) await client.query(`DROP INDEX "${name}"`);
  await client.query("ALTER TABLE assignment DROP CONSTRAINT assignment_pkey");
  await client.query(
    "INSERT INTO page (id, name, profile, token_sealed) VALUES ($1, 'Bench', 'current', '-')",
    [pageId],
  );
  await client.query(
    "INSERT INTO label (key, page_id, label_id, name) SELECT n, $1, n::text, 'Label ' || n FROM generate_series(1, $2::int) AS n",
    [pageId, members.length],
  );
  await client.query(
    `INSERT INTO customer (page_id, ordinal, psid, name, labels_known, window_opened_at, last_message_at)
     SELECT $1, n, n::text, 'Customer ' || n, true, now(), now() - n * interval '1 second'
       FROM generate_series(0, $2::int - 1) AS n`,
    [pageId, customers],
  );
  for (const [index, ordinals] of members.entries()) {
    await client.query(
      "INSERT INTO assignment (label_key, ordinal, page_id) SELECT $1, unnest($2::int[]), $3",
      [index + 1, `{${ordinals.join(",")}}`, pageId],
    );
  }
  await client.query("ALTER TABLE assignment ADD PRIMARY KEY (label_key, ordinal)");
  for (const { definition } of indexes.rows) await client.query(definition);
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM ANALYZE");
}
