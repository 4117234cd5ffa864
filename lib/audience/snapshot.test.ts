import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { AudienceDatabase } from "./audience-database.fixture";
import { createRandom, openAudienceDatabase, readModel } from "./audience-database.fixture";
import { expectExact } from "./audience-exact.fixture";
import { loadSnapshot, saveSnapshot } from "./snapshot";
import { AudienceStore } from "./store";

let database: AudienceDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await openAudienceDatabase(inject("serverUrl"));
  ({ pool } = database);
});
afterAll(() => database.close());

const random = createRandom(20_261_121);
const write = async (pageId: string, transactions: number) => {
  for (let count = 0; count < transactions; count++) await database.writeSomething(pageId, random);
};
const save = (pageId: string) => saveSnapshot(pool, pageId, 1n);
const expectExactNow = async (store: AudienceStore, pageId: string) =>
  expectExact(await store.get(pageId), await readModel(pool, pageId), 20);

/** A Page with a snapshot, and with changes since. */
async function createPageWithSnapshot(): Promise<string> {
  const pageId = await database.createPage(200);
  await write(pageId, 30);
  expect(await save(pageId)).toBe("written");
  await write(pageId, 15);
  return pageId;
}

describe("a quick start", () => {
  test("from a snapshot and the changes since, all counts are those of the rows", async () => {
    const pageId = await createPageWithSnapshot();
    const store = new AudienceStore(() => pool);
    await expectExactNow(store, pageId);
    expect(store.describe()).toMatchObject({ builds: 0, gaps: 0, snapshots: { loaded: 1, refused: 0 } });
    await write(pageId, 20);
    await expectExactNow(store, pageId);
    expect(await store.verify(pageId)).toEqual([]);
  });

  test("the more so while others write: many starts, each exact at the instant it is compared with", async () => {
    const pageId = await createPageWithSnapshot();
    for (let round = 0; round < 8; round++) {
      const [audience] = await Promise.all([loadSnapshot(pool, pageId), write(pageId, 5), save(pageId)]);
      expect(audience).not.toBeNull();
      await expectExactNow(new AudienceStore(() => pool), pageId);
    }
  });

  test("is prepared by itself after many changes, and by one process for all", async () => {
    const pageId = await database.createPage(100);
    const stores = [1, 2].map(() => new AudienceStore(() => pool, { snapshotVersions: 10 }));
    for (let round = 0; round < 5; round++) {
      await write(pageId, 8);
      await Promise.all(stores.map((store) => store.get(pageId)));
      await Promise.all(stores.map((store) => store.settle()));
    }
    const written = stores.map((store) => store.describe().snapshots.written);
    expect(Math.max(...written)).toBeGreaterThan(0);
    const fresh = new AudienceStore(() => pool);
    await expectExactNow(fresh, pageId);
    expect(fresh.describe()).toMatchObject({ builds: 0, snapshots: { loaded: 1 } });
  });

  test("a Page that is costly to read gets its snapshot as soon as it was read once", async () => {
    const pageId = await database.createPage(100);
    const store = new AudienceStore(() => pool, { snapshotCustomers: 50 });
    await store.get(pageId);
    await store.settle();
    expect(store.describe()).toMatchObject({ builds: 1, snapshots: { written: 1 } });
  });

  test("twenty Pages at once are prepared one after another, and nobody waits for them", async () => {
    const store = new AudienceStore(() => pool, { snapshotVersions: 1 });
    const pages = await Promise.all(Array.from({ length: 20 }, () => database.createPage(20)));
    await Promise.all(pages.map((pageId) => store.get(pageId)));
    await store.settle();
    expect(store.describe().snapshots).toMatchObject({ written: 20, failed: 0 });
  });

  test("a sound snapshot that is nearly as new is left alone", async () => {
    const pageId = await createPageWithSnapshot();
    expect(await saveSnapshot(pool, pageId, 1_000n)).toBe("standing");
    expect(await save(pageId)).toBe("written");
  });
});

describe("a snapshot that cannot be trusted is noticed, and the rows are read instead", () => {
  test.each<[string, string]>([
    [
      "a damaged part",
      "UPDATE audience_snapshot_part SET data = set_byte(data, 300, 255 - get_byte(data, 300))",
    ],
    ["a shortened part", "UPDATE audience_snapshot_part SET data = substr(data, 1, 200)"],
    ["a missing part", "DELETE FROM audience_snapshot_part"],
    ["a version it was not taken at", "UPDATE audience_snapshot SET version = version - 1"],
    ["a size that is not its own", "UPDATE audience_snapshot SET bytes = 2000000000"],
  ])("%s", async (_, damage) => {
    const pageId = await createPageWithSnapshot();
    await pool.query(`${damage} WHERE page_id = $1`, [pageId]);
    const store = new AudienceStore(() => pool, { snapshotVersions: 1 });
    const answers = await Promise.all([1, 2, 3].map(() => store.get(pageId)));
    const model = await readModel(pool, pageId);
    for (const audience of answers) expectExact(audience, model, 5);
    expect(store.describe()).toMatchObject({ builds: 1, snapshots: { loaded: 0, refused: 1 } });
    await store.settle();
    const fresh = new AudienceStore(() => pool);
    await expectExactNow(fresh, pageId);
    expect(fresh.describe()).toMatchObject({ builds: 0, snapshots: { loaded: 1 } });
  });

  test("an old one put back is caught up with, or, where the log no longer reaches so far, rebuilt within five seconds", async () => {
    const pageId = await createPageWithSnapshot();
    await pool.query(`CREATE TABLE kept AS SELECT * FROM audience_snapshot WHERE page_id = '${pageId}'`);
    await pool.query(
      `CREATE TABLE kept_part AS SELECT * FROM audience_snapshot_part WHERE page_id = '${pageId}'`,
    );
    const putBack = async () => {
      await pool.query("DELETE FROM audience_snapshot WHERE page_id = $1", [pageId]);
      await pool.query("INSERT INTO audience_snapshot SELECT * FROM kept");
      await pool.query("INSERT INTO audience_snapshot_part SELECT * FROM kept_part");
    };
    await write(pageId, 20);
    await save(pageId);
    await putBack();
    const caughtUp = new AudienceStore(() => pool);
    await expectExactNow(caughtUp, pageId);
    expect(caughtUp.describe()).toMatchObject({ builds: 0, gaps: 0, snapshots: { loaded: 1 } });
    await pool.query(
      `DELETE FROM audience_change WHERE page_id = $1 AND version = (SELECT version + 2 FROM kept)`,
      [pageId],
    );
    const startedAt = performance.now();
    const rebuilt = new AudienceStore(() => pool);
    await expectExactNow(rebuilt, pageId);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(rebuilt.describe()).toMatchObject({ builds: 1, gaps: 1 });
    await pool.query("DROP TABLE kept, kept_part");
  });

  test("one of another history, with the same version numbers, is refused", async () => {
    const pageId = await createPageWithSnapshot();
    const { rows } = await pool.query<{ version: string }>(
      "SELECT version FROM audience_snapshot WHERE page_id = $1",
      [pageId],
    );
    await pool.query("DELETE FROM audience_change WHERE page_id = $1 AND version > $2 - 5", [
      pageId,
      rows[0]?.version,
    ]);
    await pool.query("UPDATE audience_version SET version = $2::bigint - 5 WHERE page_id = $1", [
      pageId,
      rows[0]?.version,
    ]);
    for (let ordinal = 400; ordinal < 410; ordinal++) await database.addCustomers(pageId, ordinal, 1);
    const store = new AudienceStore(() => pool);
    await expectExactNow(store, pageId);
    expect(store.describe()).toMatchObject({ builds: 1, snapshots: { loaded: 0, refused: 1 } });
  });

  test("an error in one never outlives it: the next is taken from the rows", async () => {
    const pageId = await createPageWithSnapshot();
    const client = await pool.connect();
    await client.query("SET session_replication_role = replica");
    await client.query("DELETE FROM assignment WHERE page_id = $1", [pageId]);
    await client.query("SET session_replication_role = origin");
    client.release();
    expect(await save(pageId)).toBe("written");
    await expectExactNow(new AudienceStore(() => pool), pageId);
  });
});

describe("the change log", () => {
  test("loses what is older than a day and behind the snapshot, and nothing else", async () => {
    const pageId = await database.createPage(100);
    await write(pageId, 20);
    await pool.query("UPDATE audience_change SET at = at - interval '25 hours' WHERE page_id = $1", [pageId]);
    await database.addCustomers(pageId, 400, 5);
    await database.addCustomers(pageId, 410, 5);
    const before = await listVersions(pageId);
    expect(await save(pageId)).toBe("written");
    expect(await listVersions(pageId)).toEqual(before.slice(-2));
    const store = new AudienceStore(() => pool);
    await expectExactNow(store, pageId);
    expect(store.describe()).toMatchObject({ builds: 0, snapshots: { loaded: 1 } });
  });

  test("an engine that stood still while the log was pruned reads the Page anew", async () => {
    const pageId = await database.createPage(100);
    const store = new AudienceStore(() => pool);
    await store.get(pageId);
    await write(pageId, 20);
    await pool.query("UPDATE audience_change SET at = at - interval '25 hours' WHERE page_id = $1", [pageId]);
    await save(pageId);
    await expectExactNow(store, pageId);
    expect(store.describe()).toMatchObject({ builds: 2, gaps: 1 });
  });
});

async function listVersions(pageId: string): Promise<number[]> {
  const { rows } = await pool.query<{ version: number }>(
    "SELECT version::int FROM audience_change WHERE page_id = $1 ORDER BY version",
    [pageId],
  );
  return rows.map(({ version }) => version);
}
