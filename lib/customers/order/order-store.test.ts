import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type World } from "../../../scripts/testing/world";

let world: World;
let page: TestPage;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  page = await world.connect({ customers: 40 });
  await world.drain();
});
afterAll(() => world.close());

async function readNames(): Promise<string[]> {
  const { listCustomers } = await import("../data");
  const view = { filter: null, sort: "name" } as const;
  const { rows } = await listCustomers(page.pageId as never, view, { from: 0, limit: 100 });
  return rows.map(({ name }) => name);
}

test("a change of a name is seen at once, also one whose transaction began before the last look and ended after it", async () => {
  const { pool } = await import("../../db");
  await readNames();
  const slow = await pool().connect();
  try {
    await slow.query("BEGIN");
    await slow.query("UPDATE customer SET name = 'Aaa Slow' WHERE page_id = $1 AND ordinal = 3", [
      page.pageId,
    ]);
    await pool().query("UPDATE customer SET name = 'Aab Quick' WHERE page_id = $1 AND ordinal = 5", [
      page.pageId,
    ]);
    expect((await readNames())[0]).toBe("Aab Quick");
    await slow.query("COMMIT");
  } finally {
    slow.release();
  }
  expect((await readNames()).slice(0, 2)).toEqual(["Aaa Slow", "Aab Quick"]);
});

test("somebody who writes for the first time stands at the top of the list", async () => {
  const { listCustomers } = await import("../data");
  await world.control("POST", `pages/${page.pageId}/customers`, { name: "New Comer", text: "Hello" });
  await world.settle();
  const { rows, total } = await listCustomers(page.pageId as never, { filter: null }, { from: 0, limit: 1 });
  expect(rows[0]?.name).toBe("New Comer");
  expect(total).toBe(41);
});

test("a filter, a search and a position together show what each alone would leave", async () => {
  const { listCustomers } = await import("../data");
  const filter = { op: "LABEL" as const, labelId: page.labels[0]!.id };
  const everybody = await listCustomers(
    page.pageId as never,
    { filter, sort: "name" },
    { from: 0, limit: 100 },
  );
  expect(everybody.rows.every(({ labelIds }) => labelIds.includes(filter.labelId))).toBe(true);
  const word = everybody.rows[0]!.name.split(" ")[0]!;
  const found = await listCustomers(page.pageId as never, { filter, search: word }, { from: 0, limit: 100 });
  expect(found.rows.length).toBe(found.total);
  expect(found.rows.map(({ psid }) => psid)).toContain(everybody.rows[0]!.psid);
});
