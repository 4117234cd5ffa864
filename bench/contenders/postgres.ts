import type pg from "pg";
import type { Predicate } from "../../lib/domain/predicate";
import { pageId } from "../audience-data";
import type { Contender, ContenderSetting } from "./contender";
import { toQueryInt, toSetQuery, toWhere } from "./set-queries";

/** The product's own tables, asked in SQL. Nothing to build: the tables are the product's. */
export async function openPlainPostgres({ pool, members }: ContenderSetting): Promise<Contender[]> {
  const changed = [10, members[9]![0]!, pageId];
  const shared = {
    kind: "plain PostgreSQL" as const,
    builtMs: 0,
    bytes: await measureRelations(pool, ["assignment", "customer"]),
    change: async () => {
      await pool.query(
        "DELETE FROM assignment WHERE label_key = $1 AND ordinal = $2 AND page_id = $3",
        changed,
      );
      await pool.query("INSERT INTO assignment (label_key, ordinal, page_id) VALUES ($1, $2, $3)", changed);
    },
    close: () => undefined,
  };
  const exists = (key: number) =>
    `EXISTS (SELECT FROM assignment WHERE label_key = ${key} AND assignment.ordinal = customer.ordinal)`;
  return [
    { ...shared, name: "PostgreSQL set operations", ...askWith(pool, toSetQuery) },
    {
      ...shared,
      name: "PostgreSQL EXISTS",
      ...askWith(pool, (predicate) => `SELECT ordinal FROM customer WHERE ${toWhere(predicate, exists)}`),
    },
  ];
}

/** A row a customer with an array of labels under a GIN index. Null where the server lacks the extension. */
export async function openIntarray({ pool, members }: ContenderSetting): Promise<Contender | null> {
  const available = await pool.query("SELECT FROM pg_available_extensions WHERE name = 'intarray'");
  if (available.rowCount === 0) return null;
  const startedAtMs = performance.now();
  await pool.query("CREATE EXTENSION IF NOT EXISTS intarray");
  await pool.query(
    `CREATE TABLE bench_array AS SELECT customer.ordinal, coalesce(array_agg(label_key ORDER BY label_key)
       FILTER (WHERE label_key IS NOT NULL), '{}') AS labels
       FROM customer LEFT JOIN assignment ON assignment.ordinal = customer.ordinal GROUP BY customer.ordinal`,
  );
  await pool.query("ALTER TABLE bench_array ADD PRIMARY KEY (ordinal)");
  await pool.query("CREATE INDEX bench_array_labels ON bench_array USING gin (labels gin__int_ops)");
  await pool.query("VACUUM ANALYZE bench_array");
  const ordinal = members[9]![0]!;
  return {
    name: "PostgreSQL intarray with GIN",
    kind: "other",
    builtMs: performance.now() - startedAtMs,
    bytes: await measureRelations(pool, ["bench_array"]),
    ...askWith(
      pool,
      (predicate) => `SELECT ordinal FROM bench_array WHERE labels @@ '${toQueryInt(predicate)}'::query_int`,
    ),
    change: async () => {
      await pool.query("UPDATE bench_array SET labels = labels - 10 WHERE ordinal = $1", [ordinal]);
      await pool.query("UPDATE bench_array SET labels = labels + 10 WHERE ordinal = $1", [ordinal]);
    },
    close: () => pool.query("DROP TABLE bench_array").then(() => undefined),
  };
}

const bitsAMask = 62;

/** A row a customer with a bit a label, read from one end to the other. */
export async function openMasks({ pool, members }: ContenderSetting): Promise<Contender> {
  const startedAtMs = performance.now();
  const masks = Array.from({ length: Math.ceil((members.length + 1) / bitsAMask) }, (_, index) => index);
  const columns = masks.map(
    (mask) =>
      `coalesce(bit_or(1::bigint << label_key % ${bitsAMask}) FILTER (WHERE label_key / ${bitsAMask} = ${mask}), 0) AS mask_${mask}`,
  );
  await pool.query(
    `CREATE TABLE bench_mask AS SELECT customer.ordinal, ${columns.join(", ")}
       FROM customer LEFT JOIN assignment ON assignment.ordinal = customer.ordinal GROUP BY customer.ordinal`,
  );
  await pool.query("ALTER TABLE bench_mask ADD PRIMARY KEY (ordinal)");
  await pool.query("VACUUM ANALYZE bench_mask");
  const bit = (key: number) => `mask_${Math.floor(key / bitsAMask)} & ${2n ** BigInt(key % bitsAMask)} <> 0`;
  const ordinal = members[9]![0]!;
  return {
    name: "PostgreSQL bigint masks",
    kind: "other",
    builtMs: performance.now() - startedAtMs,
    bytes: await measureRelations(pool, ["bench_mask"]),
    ...askWith(pool, (predicate) => `SELECT ordinal FROM bench_mask WHERE ${toWhere(predicate, bit)}`),
    change: async () => {
      const toggle = `UPDATE bench_mask SET mask_0 = mask_0 # ${2 ** 10} WHERE ordinal = $1`;
      await pool.query(toggle, [ordinal]);
      await pool.query(toggle, [ordinal]);
    },
    close: () => pool.query("DROP TABLE bench_mask").then(() => undefined),
  };
}

function askWith(pool: pg.Pool, toQuery: (predicate: Predicate) => string) {
  return {
    count: async (predicate: Predicate) => {
      const { rows } = await pool.query<{ people: number }>(
        `SELECT count(*)::int AS people FROM (${toQuery(predicate)}) AS selected`,
      );
      return rows[0]!.people;
    },
    list: async (predicate: Predicate, limit: number | null) => {
      const few = limit === null ? "" : ` LIMIT ${limit}`;
      const { rows } = await pool.query({ text: `${toQuery(predicate)}${few}`, rowMode: "array" });
      return rows.length;
    },
  };
}

async function measureRelations(pool: pg.Pool, names: string[]): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    "SELECT sum(pg_total_relation_size(name::regclass)) AS bytes FROM unnest($1::text[]) AS name",
    [names],
  );
  return Number(rows[0]!.bytes);
}
