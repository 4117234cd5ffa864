import { inject, expect, test, afterAll } from "vitest";
import pg from "pg";
import { createTestDatabase, type TestDatabase } from "../scripts/testing/test-database";
import { migrate } from "./migrate";

let database: TestDatabase | undefined;
afterAll(() => database?.drop());

test("a database that is up to date is left alone, by several starts at once", async () => {
  database = await createTestDatabase(inject("serverUrl"));
  expect(await Promise.all([migrate(database.url), migrate(database.url)])).toEqual([[], []]);
});

test("the versions of a Page's audience are gapless, and name every change in the order it was committed", async () => {
  const client = new pg.Client({ connectionString: database!.url });
  await client.connect();
  await client.query("INSERT INTO page(id, name, profile, token_sealed) VALUES ('1', 'P', 'current', '')");
  await client.query("INSERT INTO label(page_id, label_id, name) VALUES ('1', '77', 'A'), ('1', '78', 'B')");
  await client.query(
    "INSERT INTO customer(page_id, ordinal, psid, name, labels_known) SELECT '1', i, i, i, true FROM generate_series(0, 9) i",
  );
  await client.query("INSERT INTO assignment(label_key, ordinal, page_id) SELECT key, 4, '1' FROM label");
  await client.query("UPDATE customer SET snippet = 'not counted'");
  await client.query("UPDATE customer SET blocked = true WHERE ordinal < 2");
  await client.query("DELETE FROM label WHERE label_id = '77'");
  const { rows } = await client.query(
    "SELECT version::int, kind, label_ids, ordinals, flags FROM audience_change ORDER BY version",
  );
  await client.end();
  expect(rows).toMatchObject([
    { version: 1, kind: "label", label_ids: ["77", "78"] },
    { version: 2, kind: "customer", ordinals: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
    { version: 3, kind: "assign", ordinals: [4, 4] },
    { version: 4, kind: "customer", ordinals: [0, 1], flags: [3, 3] },
    { version: 5, kind: "label-gone", label_ids: ["77"] },
    { version: 6, kind: "remove", ordinals: [4] },
  ]);
});
