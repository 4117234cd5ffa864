import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

async function openConversation() {
  const { db } = await import("../db");
  const { applyOptOuts } = await import("./opt-outs");
  const { pageId } = await world.connect({ customers: 2 });
  await world.drain();
  const { psid } = await db().customer.findFirstOrThrow({ where: { pageId } });
  const where = { pageId_psid: { pageId, psid } };
  const start = Date.now();
  return {
    /** What the customer said so many seconds after the start, told now. */
    told: (snippet: string, seconds: number) => {
      const lastMessageAt = new Date(start + seconds * 1_000);
      const facts = { psid, name: null, conversationId: null, snippet, lastMessageAt, windowOpenedAt: null };
      return db().$transaction((transaction) => applyOptOuts(transaction, pageId as never, [facts]));
    },
    read: () => db().customer.findUniqueOrThrow({ where }),
    countActivity: () => db().activity.count({ where: { pageId, action: { startsWith: "customer.opted" } } }),
  };
}

test("an older STOP that is told late does not overturn an opt-in", async () => {
  const { told, read } = await openConversation();
  await told("START", 20);
  await told("STOP", 10);
  expect((await read()).optedOutAt).toBeNull();
  await told("stop!", 30);
  expect(await read()).toMatchObject({ optOutWord: "stop!" });
  await told("start", 40);
  await told("stop", 35);
  expect(await read()).toMatchObject({ optedOutAt: null, optOutWord: null });
});

test("an older opt-in that is told late does not overturn a STOP, and what is said again is no second event", async () => {
  const { told, read, countActivity } = await openConversation();
  await told("STOP", 20);
  await told("start", 10);
  await told("start", 20);
  await told("stop", 30);
  expect((await read()).optedOutAt).not.toBeNull();
  expect(await countActivity()).toBe(1);
  await told("start", 25);
  expect((await read()).optedOutAt).not.toBeNull();
});

test("who opted out is listed with when and how, a page at a time; an admin opts in again only with a reason", async () => {
  const { db } = await import("../db");
  const { listOptOuts } = await import("./opt-out-data");
  const { optIn, optOut } = await import("./opt-out-mutations");
  const { applyOptOuts } = await import("./opt-outs");
  const connected = await world.connect({ customers: 60 });
  await world.drain();
  const pageId = connected.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const customers = await db().customer.findMany({ where: { pageId }, orderBy: { ordinal: "asc" } });
  const lastMessageAt = new Date();
  const said = customers.slice(0, 55).map(({ psid }) => ({
    ...{ psid, name: null, conversationId: null, snippet: "Stop.", lastMessageAt, windowOpenedAt: null },
  }));
  await db().$transaction((transaction) => applyOptOuts(transaction, pageId, said));
  const { psid } = customers[58]!;
  await optOut(pageId, user.id, psid);
  const first = await listOptOuts(pageId, null);
  expect(first).toMatchObject({ total: 56, rows: { length: 50 } });
  expect(first.rows[0]).toMatchObject({ psid, word: null, by: "Admin" });
  expect(first.rows[1]).toMatchObject({ word: "Stop.", by: null });
  const second = await listOptOuts(pageId, first.nextCursor);
  expect(second).toMatchObject({ nextCursor: null, rows: { length: 6 } });
  expect(new Set([...first.rows, ...second.rows].map((row) => row.psid)).size).toBe(56);

  expect(() => optIn(pageId, user.id, psid, " ")).toThrow("opt-in-reason-empty");
  await optIn(pageId, user.id, psid, "Asked for it in the shop");
  expect(await listOptOuts(pageId, null)).toMatchObject({ total: 55 });
  const line = await db().activity.findFirstOrThrow({ where: { pageId, action: "customer.opted-in" } });
  expect(line).toMatchObject({ userId: user.id, subject: { reason: "Asked for it in the shop" } });
  const old = { ...said[0]!, psid, lastMessageAt: new Date(Date.now() - 60_000) };
  await db().$transaction((transaction) => applyOptOuts(transaction, pageId, [old]));
  expect(await listOptOuts(pageId, null)).toMatchObject({ total: 55 });
});
