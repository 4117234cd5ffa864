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
