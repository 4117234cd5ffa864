import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";
import { pool } from "../db";
import { keepAlive } from "./heartbeat";
import { startQueue } from "./runner";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

type Lock = { id: string; locked_by: string | null };

async function readLock(key: string): Promise<Lock> {
  const { rows } = await pool().query<Lock>(
    "SELECT id, locked_by FROM graphile_worker._private_jobs WHERE key = $1",
    [key],
  );
  return rows[0]!;
}

async function addJob(key: string, later = "0"): Promise<void> {
  await pool().query(
    "SELECT graphile_worker.add_job('read-labels', '{}', job_key => $1, run_at => now() + $2::interval)",
    [key, later],
  );
}

test("a job that runs for long stays with the process that runs it; one of a dead process is freed", async () => {
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const begun: string[] = [];
  await addJob("long");
  const queue = await startQueue({
    "read-labels": async (_, { job }) => {
      begun.push(job.id);
      await finished;
    },
  });
  await expect.poll(async () => (await readLock("long")).locked_by).not.toBeNull();
  const { id, locked_by: owner } = await readLock("long");
  await addJob("orphan", "1 minute");
  await pool().query(
    `UPDATE graphile_worker._private_jobs
        SET locked_at = now() - interval '1 minute', locked_by = coalesce(locked_by, 'pool-of-the-dead'), run_at = now()
      WHERE key IN ('long', 'orphan')`,
  );

  const heartbeat = keepAlive("this process", queue.lockNames, () => Promise.resolve());
  // The dead one's job is free, so it is taken here; by then the same look has passed over the long one.
  await expect.poll(() => begun.length, { timeout: 20_000 }).toBe(2);
  expect((await readLock("long")).locked_by).toBe(owner);
  expect(begun.filter((one) => one === id)).toHaveLength(1);
  finish();
  await queue.stop();
  await heartbeat.stop();
}, 60_000);
