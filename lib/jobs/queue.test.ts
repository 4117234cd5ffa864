import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("a job that is asked for while the one of its name is being taken is not lost: it runs after that one", async () => {
  const { db, pool } = await import("../db");
  const { enqueue } = await import("./queue");
  const add = () => enqueue(db(), "ingest-webhooks", { pageId: "1" }, { key: "ingest:1", queue: "ingest:1" });
  await add();
  const worker = await pool().connect();
  await worker.query("BEGIN");
  await worker.query(
    "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'w' WHERE key = 'ingest:1'",
  );
  const added = add();
  const waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%add_job%'";
  await expect.poll(async () => (await pool().query(waiting)).rowCount).toBe(1);
  await worker.query("COMMIT");
  worker.release();
  await added;
  const { rows } = await pool().query<{ key: string | null; taken: boolean }>(
    "SELECT key, locked_at IS NOT NULL AS taken FROM graphile_worker._private_jobs ORDER BY id",
  );
  expect(rows).toEqual([
    { key: null, taken: true },
    { key: "ingest:1", taken: false },
  ]);
});
