import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, setSettings, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

/** Runs a job that looks at a broadcast, and has somebody change it once the job has read it and before it decides. */
async function changeMeanwhile(id: string, work: () => Promise<void>): Promise<void> {
  const { db, pool } = await import("../db");
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("LOCK TABLE sending_settings IN ACCESS EXCLUSIVE MODE");
    const done = work();
    const countWaiting = async () => {
      const { rows } = await client.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM pg_locks WHERE relation = 'sending_settings'::regclass AND NOT granted",
      );
      return rows[0]!.count;
    };
    await expect.poll(countWaiting, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
    await db().broadcast.update({ where: { id }, data: { name: "Renamed" } });
    await client.query("COMMIT");
    await done;
  } finally {
    client.release(true);
  }
}

test("what changed while it was looked at, and is blocked, is looked at again: it does not stay where it was for ever", async () => {
  const { db } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const { startScheduledBroadcast } = await import("./start-scheduled");
  const page = await world.openPage(3);
  const { pageId } = page;
  const scheduledAt = new Date(Date.now() + 300_000).toISOString();
  const scheduled = await world.start(page, allOf(page), "Hello", { scheduledAt });
  const preparing = await world.start(page, allOf(page), "Hello");
  await db().broadcast.update({ where: { id: scheduled }, data: { scheduledAt: new Date() } });
  await setSettings(pageId, { approvalAbove: 1 });
  // What goes on afterwards, the jobs themselves have asked for.
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await changeMeanwhile(scheduled, () => startScheduledBroadcast({ pageId, broadcastId: scheduled }));
  await changeMeanwhile(preparing, () => prepareBroadcast({ pageId, broadcastId: preparing }));
  expect(await world.read(page, scheduled)).toMatchObject({ state: "scheduled" });
  expect(await world.read(page, preparing)).toMatchObject({ state: "preparing" });
  await world.drainAll();
  for (const id of [scheduled, preparing]) {
    const draft = await world.read(page, id);
    expect(draft).toMatchObject({ state: "draft", name: "Renamed" });
    expect(draft.stoppedReason).toMatch(/a second person has to approve/);
  }
});
