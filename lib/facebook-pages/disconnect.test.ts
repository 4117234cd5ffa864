import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "../broadcasts/broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("nothing of a Page is left when it was disconnected, and everything of the others", async () => {
  const { db, pool } = await import("../db");
  const { disconnectPage } = await import("./disconnect");
  const [page, other] = [await world.openPage(6), await world.openPage(4)];
  for (const one of [page, other]) await world.start(one, allOf(one));
  await world.drainAll();
  await world.settle();
  const { name } = await db().page.findUniqueOrThrow({ where: { id: page.pageId } });
  const user = await db().user.findFirstOrThrow();
  await disconnectPage({ id: page.pageId as never, name }, user.id, name);
  await world.drainAll();
  const { rows } = await pool().query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'page_id' AND table_name <> 'activity'`,
  );
  expect(rows.map(({ table_name: table }) => table)).toContain("delivery");
  for (const { table_name: table } of rows) {
    const { rowCount } = await pool().query(`SELECT FROM "${table}" WHERE page_id = $1`, [page.pageId]);
    expect([table, rowCount]).toEqual([table, 0]);
  }
  expect(await db().delivery.count({ where: { pageId: other.pageId, state: "sent" } })).toBe(4);
});

test("what somebody started at the very moment of disconnecting leaves nothing behind either", async () => {
  const { db, pool } = await import("../db");
  const { deletePage } = await import("./disconnect");
  const { prepareBroadcast } = await import("../broadcasts/prepare");
  const page = await world.openPage(6);
  const id = await world.start(page, allOf(page));
  const untilWaiting = (statement: string) =>
    expect
      .poll(async () => {
        const { rowCount } = await pool().query(
          "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE $1",
          [`%${statement}%`],
        );
        return rowCount;
      })
      .toBe(1);
  const holder = await pool().connect();
  await holder.query("BEGIN; LOCK TABLE customer IN ACCESS EXCLUSIVE MODE");
  const preparing = prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  await untilWaiting("INSERT INTO delivery");
  // Not cancelled with the others: it was still a draft when they were.
  await db().page.update({ where: { id: page.pageId }, data: { disconnectedAt: new Date() } });
  const deleting = deletePage({ pageId: page.pageId }, { holder: "test", abortSignal: undefined });
  await untilWaiting('"broadcast"');
  await holder.query("COMMIT");
  holder.release();
  await Promise.all([preparing, deleting]);
  expect(await db().delivery.count({ where: { broadcastId: id } })).toBe(0);
  expect(await db().broadcast.count({ where: { id } })).toBe(0);
});
