import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { AudienceDatabase } from "./audience-database.fixture";
import { createRandom, openAudienceDatabase, readModel } from "./audience-database.fixture";
import { expectExact } from "./audience-exact.fixture";
import { buildAudience } from "./build";
import { catchUp } from "./change-log";
import { AudienceStore } from "./store";

let database: AudienceDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await openAudienceDatabase(inject("serverUrl"));
  ({ pool } = database);
});
afterAll(() => database.close());

describe("numbers that are never stale, while others work", () => {
  test("at every version that is looked at, with eight writers at work, all counts equal the rows of that instant", async () => {
    const pageId = await database.createPage(250);
    const random = createRandom(20_261_121);
    const audience = await buildAudience(pool, pageId);
    let isOver = false;
    const writers = Array.from({ length: 8 }, async () => {
      while (!isOver) await database.writeSomething(pageId, random);
    });
    const versions = new Set<bigint>();
    try {
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
    } finally {
      isOver = true;
      await Promise.all(writers);
    }
  }, 120_000);

  test("two processes that read at different moments end with the same exact numbers", async () => {
    const pageId = await database.createPage(200);
    const random = createRandom(7);
    const stores = [new AudienceStore(() => pool), new AudienceStore(() => pool)];
    await stores[0]!.get(pageId);
    const writers = Array.from({ length: 4 }, async () => {
      for (let count = 0; count < 40; count++) await database.writeSomething(pageId, random);
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
    const pageId = await database.createPage(100);
    const store = new AudienceStore(() => pool);
    for (let ordinal = 1; ordinal < 9; ordinal++) {
      await database.assign(pageId, "100", ordinal);
      const audiences = await Promise.all([store.get(pageId), store.get(pageId), store.get(pageId)]);
      for (const audience of audiences) expect(audience.findLabel("100")?.people).toBe(ordinal);
    }
  });

  test("a question asked while an older one is still being answered gets the newer numbers", async () => {
    const pageId = await database.createPage(100);
    const slow = createSlowPool(pool);
    const store = new AudienceStore(() => slow.pool);
    slow.open();
    await store.get(pageId);
    slow.close();
    const older = store.get(pageId);
    await slow.looked();
    await database.assign(pageId, "100", 7);
    const newer = store.get(pageId).then((audience) => audience.findLabel("100")?.people);
    slow.open();
    await older;
    expect(await newer).toBe(1);
  });
});

/** A database whose answers are held back while it is closed: they are read, but do not arrive. */
function createSlowPool(real: pg.Pool) {
  let gate = createGate();
  let answered = createGate();
  const held = Object.create(real) as pg.Pool;
  const query = async (question: pg.QueryConfig) => {
    const answer = await real.query(question);
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
    const pageId = await database.createPage(100);
    const store = new AudienceStore(() => pool);
    await store.get(pageId);
    await database.writeSomething(pageId, createRandom(1));
    await database.addCustomers(pageId, 300, 10);
    await database.addCustomers(pageId, 320, 10);
    await pool.query(
      `DELETE FROM audience_change WHERE page_id = $1 AND version =
         (SELECT version - 1 FROM audience_version WHERE page_id = $1)`,
      [pageId],
    );
    expectExact(await store.get(pageId), await readModel(pool, pageId), 20);
    expect(store.describe()).toMatchObject({ gaps: 1, builds: 2 });
  });

  test("a log that was emptied, and a database put back to an older state, are noticed too", async () => {
    const pageId = await database.createPage(100);
    const store = new AudienceStore(() => pool);
    await store.get(pageId);
    await database.addCustomers(pageId, 300, 10);
    await pool.query("DELETE FROM audience_change WHERE page_id = $1", [pageId]);
    expectExact(await store.get(pageId), await readModel(pool, pageId), 5);
    await pool.query("UPDATE audience_version SET version = version - 2 WHERE page_id = $1", [pageId]);
    expectExact(await store.get(pageId), await readModel(pool, pageId), 5);
    expect(store.describe()).toMatchObject({ gaps: 2, builds: 3 });
  });

  test("whoever is further behind than reading the Page anew takes reads it anew, and nothing counts as lost", async () => {
    const pageId = await database.createPage(100);
    const store = new AudienceStore(() => pool);
    await store.get(pageId);
    await appendVersions(pageId, 20_000);
    await store.get(pageId);
    expect(store.describe()).toMatchObject({ gaps: 0, builds: 1 });
    await appendVersions(pageId, 20_001);
    await database.addCustomers(pageId, 300, 10);
    expectExact(await store.get(pageId), await readModel(pool, pageId), 5);
    expect(store.describe()).toMatchObject({ gaps: 0, builds: 2 });
  });

  test("a counter that went wrong in memory is found by comparing, mended, and remembered", async () => {
    const pageId = await database.createPage(100);
    const random = createRandom(3);
    for (let count = 0; count < 20; count++) await database.writeSomething(pageId, random);
    const store = new AudienceStore(() => pool);
    expect(await store.verify(pageId)).toEqual([]);
    const audience = await store.get(pageId);
    audience.findLabel("100")?.change([98], !audience.findLabel("100")?.has(98), audience.wordCount);
    expect(await store.verify(pageId)).toMatchObject([{ what: "100" }]);
    expectExact(await store.get(pageId), await readModel(pool, pageId), 5);
    expect(await store.verify(pageId)).toEqual([]);
    expect(store.describe()).toMatchObject({ wrongCounters: 1, builds: 2 });
  });

  test("the database being away is an error now and exact numbers afterwards", async () => {
    const pageId = await database.createPage(50);
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
    const [one, two, three] = [
      await database.createPage(40),
      await database.createPage(40),
      await database.createPage(40),
    ];
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

/** As many changes that change nothing. */
async function appendVersions(pageId: string, count: number): Promise<void> {
  await pool.query(
    `WITH raised AS (
       UPDATE audience_version SET version = version + $2 WHERE page_id = $1 RETURNING version - $2 AS version
     )
     INSERT INTO audience_change (page_id, version, kind, label_keys, label_ids, ordinals, flags, window_opened_at)
     SELECT $1, raised.version + n, 'customer-gone', '{}', '{}', '{}', '{}', '{}'
       FROM raised, generate_series(1, $2::int) AS n`,
    [pageId, count],
  );
}
