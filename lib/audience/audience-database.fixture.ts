import pg from "pg";
import { createTestDatabase } from "../../scripts/testing/test-database";
import type { ModelCustomer } from "./audience-model.fixture";

type Client = pg.Pool | pg.ClientBase;
export type AudienceDatabase = Awaited<ReturnType<typeof openAudienceDatabase>>;

const labelIds = ["100", "200", "300", "400", "500"];

/** A real database of its own for one test file, with Pages to count and writers to disturb. */
export async function openAudienceDatabase(serverUrl: string) {
  const database = await createTestDatabase(serverUrl);
  // Writers of two statements may lock each other; a second until that is noticed would make a slow test.
  const pool = new pg.Pool({ connectionString: database.url, max: 12, options: "-c deadlock_timeout=10ms" });
  // Dropping the database ends connections that are on their way out: no news to anybody.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);
  let pages = 0;
  return {
    pool,
    url: database.url,
    async close() {
      await pool.end();
      await database.drop();
    },
    async createPage(customers: number): Promise<string> {
      pages += 1;
      const pageId = `page-${pages}`;
      await pool.query(
        "INSERT INTO page (id, name, profile, token_sealed) VALUES ($1, 'Page', 'current', '-')",
        [pageId],
      );
      await pool.query(
        "INSERT INTO label (page_id, label_id, name) SELECT $1, id, id FROM unnest($2::text[]) AS id",
        [pageId, labelIds],
      );
      await addCustomers(pool, pageId, 0, customers);
      return pageId;
    },
    /** One statement holds nothing that another waits for, but may be the one that is refused when two writers lock each other. */
    async addCustomers(pageId: string, first: number, count: number): Promise<void> {
      for (let isAdded = false; !isAdded;)
        isAdded = await addCustomers(pool, pageId, first, count).then(
          () => true,
          (error: unknown) => {
            if (error instanceof pg.DatabaseError && error.code === deadlock) return false;
            throw error;
          },
        );
    },
    async assign(pageId: string, labelId: string, ordinal: number): Promise<void> {
      await pool.query(
        `INSERT INTO assignment (label_key, ordinal, page_id)
         SELECT key, $3, $1 FROM label WHERE page_id = $1 AND label_id = $2`,
        [pageId, labelId, ordinal],
      );
    },
    /** One random transaction of a busy Page; about one in ten is taken back. */
    async writeSomething(pageId: string, random: () => number): Promise<void> {
      const client = await pool.connect();
      const pick = (below: number) => Math.floor(random() * below);
      const changes = listChanges(client, pageId, pick);
      try {
        await client.query("BEGIN");
        for (let count = 1 + pick(2); count > 0; count--) {
          // Labels come and go more rarely than everything else.
          await changes[pick(pick(4) === 0 ? changes.length : 4)]!();
        }
        await client.query(pick(10) === 0 ? "ROLLBACK" : "COMMIT");
      } catch (error) {
        await client.query("ROLLBACK");
        if (!(error instanceof pg.DatabaseError) || !refusals.has(error.code ?? "")) throw error;
      } finally {
        client.release();
      }
    },
  };
}

const deadlock = "40P01";
/** Writers that lock each other crosswise, or meet a label or customer just deleted, are refused: theirs to repeat. */
const refusals = new Set([deadlock, "23503"]);

function listChanges(client: Client, pageId: string, pick: (below: number) => number) {
  const labelId = labelIds[pick(labelIds.length)]!;
  const first = pick(250);
  const run = (sql: string, ...values: unknown[]) => client.query(sql, [pageId, ...values]);
  return [
    () =>
      run(
        `INSERT INTO assignment (label_key, ordinal, page_id)
         SELECT key, ordinal, $1 FROM label JOIN customer USING (page_id)
          WHERE page_id = $1 AND label_id = $2 AND ordinal BETWEEN $3 AND $4 ORDER BY ordinal ON CONFLICT DO NOTHING`,
        labelId,
        first,
        first + pick(60),
      ),
    () =>
      run(
        `DELETE FROM assignment WHERE page_id = $1 AND ordinal BETWEEN $3 AND $4
            AND label_key = (SELECT key FROM label WHERE page_id = $1 AND label_id = $2)`,
        labelId,
        first,
        first + pick(60),
      ),
    () => addCustomers(client, pageId, 200 + pick(100), 1 + pick(20)),
    () =>
      run(
        `UPDATE customer SET labels_known = NOT labels_known, blocked = ordinal % 3 = 0,
                opted_out_at = CASE WHEN ordinal % 5 = 0 THEN now() END, window_opened_at = now()
          WHERE page_id = $1 AND ordinal BETWEEN $2 AND $3`,
        first,
        first + 10,
      ),
    () => run("DELETE FROM customer WHERE page_id = $1 AND ordinal = $2", 100 + pick(150)),
    () => run("DELETE FROM label WHERE page_id = $1 AND label_id = '500'"),
    () => run("INSERT INTO label (page_id, label_id, name) VALUES ($1, '500', '') ON CONFLICT DO NOTHING"),
  ];
}

async function addCustomers(client: Client, pageId: string, first: number, count: number): Promise<void> {
  await client.query(
    `INSERT INTO customer (page_id, ordinal, psid, name, labels_known, window_opened_at)
     SELECT $1, n, n::text, 'Customer', n % 9 <> 0, now() - n % 50 * interval '1 hour'
       FROM generate_series($2::int, $3::int) AS n ON CONFLICT DO NOTHING`,
    [pageId, first, first + count - 1],
  );
}

/** Every row of the Page at one instant, read by the client whose snapshot is compared. */
export async function readModel(client: Client, pageId: string): Promise<ModelCustomer[]> {
  const { rows } = await client.query<Omit<ModelCustomer, "labelIds"> & { labelIds: string[] }>(
    `SELECT ordinal, labels_known AS "labelsKnown", blocked, opted_out_at IS NOT NULL AS "optedOut",
            audience_seconds(window_opened_at) AS "windowOpenedAt",
            ARRAY(SELECT label_id FROM assignment JOIN label ON key = label_key
                   WHERE assignment.page_id = customer.page_id AND assignment.ordinal = customer.ordinal) AS "labelIds"
       FROM customer WHERE page_id = $1 ORDER BY ordinal`,
    [pageId],
  );
  return rows.map((row) => ({ ...row, labelIds: new Set(row.labelIds) }));
}

/** The same numbers each time, so that a failure can be repeated. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
