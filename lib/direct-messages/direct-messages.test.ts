import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBroadcastWorld, type BroadcastWorld } from "../broadcasts/broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const text = (words: string) => ({ kind: "text", text: words }) as const;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

async function openConversation() {
  const { db } = await import("../db");
  const page = await world.openPage(2);
  const user = await db().user.findFirstOrThrow();
  const customer = await db().customer.findFirstOrThrow({ where: { pageId: page.pageId } });
  const { sendDirectMessage } = await import("./mutations");
  const { readDirectMessages } = await import("./data");
  const pageId = page.pageId as never;
  const plain = { psid: customer.psid, content: text("Hello"), tag: null, isTagConfirmed: false };
  return {
    ...{ db: db(), page, user, customer },
    send: (change: object = {}) => sendDirectMessage(pageId, user.id, { ...plain, ...change }),
    read: () => readDirectMessages(pageId, customer.psid),
    move: (windowOpenedAt: Date, lastMessageAt = windowOpenedAt) =>
      db().customer.update({
        where: { pageId_psid: { pageId: page.pageId, psid: customer.psid } },
        data: { windowOpenedAt, lastMessageAt },
      }),
  };
}

test("inside the window an answer goes out plain, is written down, and its receipts are heard", async () => {
  const { send, read, page, customer } = await openConversation();
  expect(await send({ content: text("Hello {first_name|you}") })).toEqual({ state: "sent" });
  await world.control("POST", `pages/${page.pageId}/customers/${customer.psid}/read`, {});
  await world.settle();
  const [row] = (await read()).rows;
  expect(row).toMatchObject({ state: "sent", tag: null, isTest: false, by: "Admin" });
  expect(row!.readAt).not.toBeNull();
  const [got] = await world.received(page.pageId);
  expect(got!.messages[0]!.text).toBe(`Hello ${customer.firstName}`);
});

test("outside it a person may answer as a human agent for seven days, if the app may; else the reason is said", async () => {
  const { send, read, move, page, db } = await openConversation();
  await move(hoursAgo(48));
  await expect(send()).rejects.toMatchObject({ code: "policy-refused" });
  const agent = { tag: "HUMAN_AGENT", isTagConfirmed: true };
  await expect(send(agent)).rejects.toMatchObject({ code: "policy-refused" });
  await db.sendingSettings.create({ data: { pageId: page.pageId, humanAgentApproved: true } });
  await world.control("POST", "switches", { pageId: page.pageId, humanAgentApproved: true });
  await expect(send({ tag: "HUMAN_AGENT" })).rejects.toMatchObject({ code: "broadcast-tag-unconfirmed" });
  expect(await send(agent)).toEqual({ state: "sent" });
  expect((await read()).rows[0]).toMatchObject({ tag: "HUMAN_AGENT", state: "sent" });
  await move(hoursAgo(24 * 8));
  const { ways } = await read();
  expect(ways.every(({ refused }) => refused !== null)).toBe(true);
  await expect(send(agent)).rejects.toMatchObject({ code: "policy-refused" });
  expect((await world.received(page.pageId))[0]!.messages).toHaveLength(1);
});

test("a message whose answer was lost is unknown until its echo settles it, and is not sent again", async () => {
  const { send, read, page } = await openConversation();
  const lost = { kind: "drop-after-effect", path: "messages", method: "POST", count: 1 };
  await world.control("POST", "faults", { pageId: page.pageId, ...lost });
  expect(await send()).toEqual({ state: "unknown" });
  expect((await read()).rows[0]).toMatchObject({ state: "unknown" });
  await world.settle();
  expect((await read()).rows[0]).toMatchObject({ state: "sent", reasonWords: null });
  expect((await world.received(page.pageId))[0]!.messages).toHaveLength(1);
});

test("what Facebook refuses is told to whoever sent it, and stays in the list with its reason", async () => {
  const { send, read, page } = await openConversation();
  const refused = { kind: "error", path: "messages", method: "POST", count: 1, error: { code: 100 } };
  await world.control("POST", "faults", { pageId: page.pageId, ...refused });
  await expect(send()).rejects.toMatchObject({ code: "direct-refused" });
  expect((await read()).rows[0]).toMatchObject({ state: "failed" });
});

test("a test of a broadcast goes to the customer who the person is, and is in no ledger", async () => {
  const { db, page, user, customer, read } = await openConversation();
  const { nameOwnCustomer, sendTest } = await import("./mutations");
  const { saveBroadcast } = await import("../broadcasts/save-draft");
  const pageId = page.pageId as never;
  const draft = { name: "Test", content: text("Hi {first_name|you}"), predicate: null, segmentId: null };
  const { id } = await saveBroadcast(pageId, user.id, draft);
  await expect(sendTest(pageId, user.id, id)).rejects.toMatchObject({ code: "test-nobody" });
  await nameOwnCustomer(pageId, user.id, customer.psid);
  expect(await sendTest(pageId, user.id, id)).toEqual({ state: "sent" });
  expect((await read()).rows[0]).toMatchObject({ isTest: true, state: "sent" });
  expect(await db.delivery.count({ where: { broadcastId: id } })).toBe(0);
  const [got] = await world.received(page.pageId);
  expect(got).toMatchObject({ psid: customer.psid, messages: [{ text: `Hi ${customer.firstName}` }] });
});
