import * as fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { anyPredicate } from "../domain/predicate-arbitrary.fixture";
import type { TestDatabase } from "../../scripts/testing/test-database";
import { createTestDatabase } from "../../scripts/testing/test-database";
import type { ModelCustomer } from "./audience-model.fixture";
import { countModelNodes, measureModelWaterfall } from "./audience-model.fixture";
import { buildAudience } from "./build";
import { catchUp } from "./change-log";
import { countNodes } from "./node-counts";
import type { PageAudience } from "./page-audience";
import { listSelected, measureWaterfall, select } from "./selection";
import { AudienceStore } from "./store";

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase(inject("serverUrl"));
  // Writers of two statements may lock each other; a second until that is noticed would make a slow test.
  pool = new pg.Pool({ connectionString: database.url, max: 12, options: "-c deadlock_timeout=10ms" });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const labelIds = ["100", "200", "300", "400", "500"];
let pages = 0;

async function createPage(customers: number): Promise<string> {
  pages += 1;
  const pageId = `page-${pages}`;
  await pool.query("INSERT INTO page (id, name, profile, token_sealed) VALUES ($1, 'Page', 'current', '-')", [
    pageId,
  ]);
  await pool.query(
    "INSERT INTO label (page_id, label_id, name) SELECT $1, id, id FROM unnest($2::text[]) AS id",
    [pageId, labelIds],
  );
  await addCustomers(pool, pageId, 0, customers);
  return pageId;
}

async function addCustomers(client: pg.Pool | pg.ClientBase, pageId: string, first: number, count: number) {
  await client.query(
    `INSERT INTO customer (page_id, ordinal, psid, name, labels_known, window_opened_at)
     SELECT $1, n, n::text, 'Customer', n % 9 <> 0, now() - n % 50 * interval '1 hour'
       FROM generate_series($2::int, $3::int) AS n ON CONFLICT DO NOTHING`,
    [pageId, first, first + count - 1],
  );
}

/** Every row of the Page at one instant, read by the client whose snapshot is compared. */
async function readModel(client: pg.Pool | pg.ClientBase, pageId: string): Promise<ModelCustomer[]> {
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

/** Random predicates over the labels the Page has at this version, all numbers compared. */
function expectExact(
  audience: PageAudience,
  model: readonly ModelCustomer[],
  cases: number,
  seed?: number,
): void {
  const known = model.filter(({ labelsKnown }) => labelsKnown).length;
  expect([audience.everyone, audience.labelsUnknown]).toEqual([known, model.length - known]);
  const present = [...audience.knownLabelIds];
  if (present.length === 0) return;
  const at = new Date();
  fc.assert(
    fc.property(anyPredicate(present, 5), (predicate) => {
      expect(countNodes(audience, predicate)).toEqual(countModelNodes(model, predicate));
      const { waterfall, receivers } = measureWaterfall(audience, select(audience, predicate), at);
      expect({ ...waterfall, receivers: [...listSelected(receivers)] }).toEqual(
        measureModelWaterfall(model, predicate, at),
      );
    }),
    { numRuns: cases, ...(seed === undefined ? {} : { seed }) },
  );
}

/** One random transaction of a busy Page; about one in ten is taken back. */
async function writeSomething(pageId: string, random: () => number): Promise<void> {
  const client = await pool.connect();
  const pick = (below: number) => Math.floor(random() * below);
  const labelId = labelIds[pick(labelIds.length)]!;
  const first = pick(250);
  const range = [pageId, labelId, first, first + pick(60)];
  const people =
    "SELECT ordinal FROM customer WHERE page_id = $1 AND ordinal BETWEEN $2 AND $3 ORDER BY ordinal FOR UPDATE";
  const choices: (() => Promise<unknown>)[] = [
    () =>
      client.query(
        `WITH locked AS (SELECT ordinal FROM customer WHERE page_id = $1 AND ordinal BETWEEN $3 AND $4
                                         ORDER BY ordinal FOR KEY SHARE)
                        INSERT INTO assignment (label_key, ordinal, page_id)
                        SELECT key, ordinal, page_id FROM label, locked WHERE page_id = $1 AND label_id = $2
                        ON CONFLICT DO NOTHING`,
        range,
      ),
    () =>
      client.query(
        `DELETE FROM assignment WHERE page_id = $1 AND ordinal BETWEEN $3 AND $4 AND label_key =
                        (SELECT key FROM label WHERE page_id = $1 AND label_id = $2)`,
        range,
      ),
    () => addCustomers(client, pageId, 200 + pick(100), 1 + pick(20)),
    async () => {
      await client.query(people, [pageId, first, first + 10]);
      await client.query(
        `UPDATE customer SET labels_known = NOT labels_known, blocked = ordinal % 3 = 0,
                          opted_out_at = CASE WHEN ordinal % 5 = 0 THEN now() END, window_opened_at = now()
                          WHERE page_id = $1 AND ordinal BETWEEN $2 AND $3`,
        [pageId, first, first + 10],
      );
    },
    () => client.query("DELETE FROM customer WHERE page_id = $1 AND ordinal = $2", [pageId, 100 + pick(150)]),
    () => client.query("DELETE FROM label WHERE page_id = $1 AND label_id = $2", [pageId, "500"]),
    () =>
      client.query(
        "INSERT INTO label (page_id, label_id, name) VALUES ($1, '500', '') ON CONFLICT DO NOTHING",
        [pageId],
      ),
  ];
  try {
    await client.query("BEGIN");
    for (let count = 1 + pick(2); count > 0; count--)
      await choices[pick(pick(4) === 0 ? choices.length : 4)]!();
    await client.query(pick(10) === 0 ? "ROLLBACK" : "COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    if (!(error instanceof pg.DatabaseError) || !refusals.has(error.code ?? "")) throw error;
  } finally {
    client.release();
  }
}

/** Writers that lock each other crosswise, or meet a label or customer just deleted, are refused: theirs to repeat. */
const refusals = new Set(["40P01", "23503"]);

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("numbers that are never stale, while others work", () => {
  test("at every version that is looked at, with eight writers at work, all counts equal the rows of that instant", async () => {
    const pageId = await createPage(250);
    const random = createRandom(20_261_121);
    const audience = await buildAudience(pool, pageId);
    let isOver = false;
    const writers = Array.from({ length: 8 }, async () => {
      while (!isOver) await writeSomething(pageId, random);
    });
    const versions = new Set<bigint>();
    while (versions.size < 40) {
      const client = await pool.connect();
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await catchUp(client, pageId, audience);
      const model = await readModel(client, pageId);
      await client.query("COMMIT");
      client.release();
      if (versions.has(audience.version)) continue;
      versions.add(audience.version);
      expectExact(audience, model, 25, versions.size);
    }
    isOver = true;
    await Promise.all(writers);
  }, 120_000);

  test("two processes that read at different moments end with the same exact numbers", async () => {
    const pageId = await createPage(200);
    const random = createRandom(7);
    const stores = [new AudienceStore(() => pool), new AudienceStore(() => pool)];
    await stores[0]!.get(pageId);
    const writers = Array.from({ length: 4 }, async () => {
      for (let count = 0; count < 40; count++) await writeSomething(pageId, random);
    });
    const readers = stores.map(async (store) => {
      for (let count = 0; count < 30; count++) await store.get(pageId);
    });
    await Promise.all([...writers, ...readers]);
    const model = await readModel(pool, pageId);
    for (const store of stores) {
      expectExact(await store.get(pageId), model, 50);
      expect(store.describe().gaps).toBe(0);
    }
  }, 60_000);

  test("whoever has just written sees it counted, however many ask at once", async () => {
    const pageId = await createPage(100);
    const store = new AudienceStore(() => pool);
    for (let ordinal = 1; ordinal < 9; ordinal++) {
      await assign(pageId, "100", ordinal);
      const audiences = await Promise.all([store.get(pageId), store.get(pageId), store.get(pageId)]);
      for (const audience of audiences) expect(audience.findLabel("100")?.people).toBe(ordinal);
    }
  });

  test("a question asked while an older one is still being answered gets the newer numbers", async () => {
    const pageId = await createPage(100);
    const slow = createSlowPool(pool);
    const store = new AudienceStore(() => slow.pool);
    slow.open();
    await store.get(pageId);
    slow.close();
    const older = store.get(pageId);
    await slow.looked();
    await assign(pageId, "100", 7);
    const newer = store.get(pageId).then((audience) => audience.findLabel("100")?.people);
    slow.open();
    await older;
    expect(await newer).toBe(1);
  });
});

async function assign(pageId: string, labelId: string, ordinal: number): Promise<void> {
  await pool.query(
    `INSERT INTO assignment (label_key, ordinal, page_id)
     SELECT key, $3, $1 FROM label WHERE page_id = $1 AND label_id = $2`,
    [pageId, labelId, ordinal],
  );
}

/** A database whose answers are held back while it is closed: they are read, but do not arrive. */
function createSlowPool(real: pg.Pool) {
  let gate = createGate();
  let answered = createGate();
  const held = Object.create(real) as pg.Pool;
  const query = async (...question: Parameters<pg.Pool["query"]>) => {
    const answer: unknown = await real.query(...question);
    answered.open();
    await gate.opened;
    return answer;
  };
  Object.assign(held, { query });
  return {
    pool: held,
    open: () => gate.open(),
    close: () => {
      gate = createGate();
      answered = createGate();
    },
    looked: () => answered.opened,
  };
}

function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe("when something is lost", () => {
  test("a version missing from the change log is noticed, and everything is read anew", async () => {
    const pageId = await createPage(100);
    const store = new AudienceStore(() => pool);
    await store.get(pageId);
    await writeSomething(pageId, createRandom(1));
    await addCustomers(pool, pageId, 300, 10);
    await addCustomers(pool, pageId, 320, 10);
    await pool.query(
      `DELETE FROM audience_change WHERE page_id = $1 AND version =
         (SELECT version - 1 FROM audience_version WHERE page_id = $1)`,
      [pageId],
    );
    expectExact(await store.get(pageId), await readModel(pool, pageId), 20);
    expect(store.describe()).toMatchObject({ gaps: 1, builds: 2 });
  });

  test("a log that was emptied, and a database put back to an older state, are noticed too", async () => {
    const pageId = await createPage(100);
    const store = new AudienceStore(() => pool);
    await store.get(pageId);
    await addCustomers(pool, pageId, 300, 10);
    await pool.query("DELETE FROM audience_change WHERE page_id = $1", [pageId]);
    expectExact(await store.get(pageId), await readModel(pool, pageId), 5);
    await pool.query("UPDATE audience_version SET version = version - 2 WHERE page_id = $1", [pageId]);
    expectExact(await store.get(pageId), await readModel(pool, pageId), 5);
    expect(store.describe()).toMatchObject({ gaps: 2, builds: 3 });
  });

  test("the database being away is an error now and exact numbers afterwards", async () => {
    const pageId = await createPage(50);
    const away = new pg.Pool({ connectionString: "postgres://127.0.0.1:1/nowhere" });
    let isAway = true;
    const store = new AudienceStore(() => (isAway ? away : pool));
    await expect(store.get(pageId)).rejects.toThrow();
    isAway = false;
    expectExact(await store.get(pageId), await readModel(pool, pageId), 5);
    await away.end();
  });
});

describe("memory", () => {
  test("the Pages used longest ago leave first, and are read anew when asked for", async () => {
    const [one, two, three] = [await createPage(40), await createPage(40), await createPage(40)];
    const size = (await buildAudience(pool, one)).bytes;
    const store = new AudienceStore(() => pool, { bytesMax: size * 2.5 });
    for (const pageId of [one, two, one, three]) await store.get(pageId);
    expect(store.describe().pages.map(({ pageId }) => pageId)).toEqual([one, three]);
    expectExact(await store.get(two), await readModel(pool, two), 5);
    expect(store.describe().evictions).toBe(2);
  });

  test("a Page that nobody has connected has nobody", async () => {
    const audience = await new AudienceStore(() => pool).get("no-such-page");
    expect([audience.version, audience.everyone, audience.labelsUnknown]).toEqual([0n, 0, 0]);
  });
});
