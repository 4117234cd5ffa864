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
