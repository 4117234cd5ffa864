import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  allOf,
  openBroadcastWorld,
  setSettings,
  type BroadcastWorld,
} from "../broadcasts/broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

interface Job {
  key: string | null;
  waitsMs: number;
}

/** A broadcast that waits for the end of the quiet hours, and the jobs that send it. */
async function openWaiting() {
  const { db } = await import("../db");
  const page = await world.openPage(3);
  const minute = new Date().getUTCHours() * 60 + new Date().getUTCMinutes();
  const quietHours = { from: (minute + 1_380) % 1_440, until: (minute + 60) % 1_440 };
  await setSettings(page.pageId, { quietHours });
  const id = await world.start(page, allOf(page));
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "sending", counts: { pending: 3 } });
  const listJobs = () => db().$queryRaw<Job[]>`
    SELECT key, extract(epoch FROM run_at - now())::float8 * 1000 AS "waitsMs"
      FROM graphile_worker._private_jobs WHERE payload->>'broadcastId' = ${id}`;
  /** As a worker does that takes it. */
  const take = () => db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'a worker'
     WHERE payload->>'broadcastId' = ${id}`;
  const giveBack = () => db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
     WHERE payload->>'broadcastId' = ${id}`;
  return { page, id, quietHours, listJobs, take, giveBack };
}

test("a save wakes what waits for the quiet hours only when it changes them", async () => {
  const { page, id, quietHours, listJobs } = await openWaiting();
  const [waiting] = await listJobs();
  // Not until they end: a save at the moment at which a run ends finds no job to bring forward.
  expect(waiting!.waitsMs).toBeGreaterThan(0);
  expect(waiting!.waitsMs).toBeLessThan(61_000);
  const { db } = await import("../db");
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour' WHERE payload->>'broadcastId' = ${id}`;
  await setSettings(page.pageId, { quietHours, optOutWords: ["stop", "halt"] });
  expect((await listJobs())[0]!.waitsMs).toBeGreaterThan(0);
  await setSettings(page.pageId, {});
  expect((await listJobs())[0]!.waitsMs).toBeLessThanOrEqual(0);
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 3 } });
});

test("however often it is saved, a broadcast that a worker has in hand gets no second run beside it", async () => {
  const { page, quietHours, listJobs, take, giveBack } = await openWaiting();
  await take();
  await setSettings(page.pageId, {});
  await setSettings(page.pageId, { quietHours });
  await setSettings(page.pageId, { quietHours, timeZone: "Asia/Tokyo" });
  const jobs = await listJobs();
  expect(jobs).toHaveLength(1);
  expect(jobs[0]!.key).not.toBeNull();
  await giveBack();
});
