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
  const { makeUuid } = await import("../uuid");
  const plain = { psid: customer.psid, content: text("Hello"), tag: null, isTagConfirmed: false };
  return {
    ...{ db: db(), page, user, customer },
    send: (change: object = {}) =>
      sendDirectMessage(pageId, user.id, { ...plain, formKey: makeUuid(), ...change }),
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

test("while a colleague answers somebody nobody else writes to them, until the lead is taken over", async () => {
  const { send, read, page, user, customer, db } = await openConversation();
  const { claimLead } = await import("../leads/claims");
  const pageId = page.pageId as never;
  const { id: aiko } = await db.user.create({
    data: { email: `aiko-${page.pageId}@example.com`, name: "Aiko" },
  });
  await claimLead(pageId, aiko, customer.psid, false);
  expect((await read()).claim).toMatchObject({ userId: aiko, name: "Aiko" });
  await expect(send()).rejects.toMatchObject({ code: "lead-claimed", values: { who: "Aiko" } });
  expect((await read()).rows).toEqual([]);
  await claimLead(pageId, user.id, customer.psid, true);
  expect(await send()).toEqual({ state: "sent" });
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

test("when Facebook asks for patience, whoever wrote is told to try again: nothing does so by itself", async () => {
  const { send, read, page } = await openConversation();
  const busy = { kind: "error", path: "messages", method: "POST", count: 1, error: { code: 613 } };
  await world.control("POST", "faults", { pageId: page.pageId, ...busy });
  const reason = expect.stringMatching(/slow down\. Try again in a moment/) as string;
  await expect(send()).rejects.toMatchObject({ code: "direct-refused", values: { reason } });
  expect((await read()).rows[0]).toMatchObject({ state: "failed", reasonWords: reason });
  expect(await send()).toEqual({ state: "sent" });
});

test("pressed again after a lost answer, the same message is not sent twice: what came of the first is answered", async () => {
  const { send, read, page } = await openConversation();
  const { makeUuid } = await import("../uuid");
  const formKey = makeUuid();
  expect(await send({ formKey })).toEqual({ state: "sent" });
  expect(await send({ formKey })).toEqual({ state: "sent" });
  await expect(send({ formKey, content: text("Hello again") })).rejects.toMatchObject({
    code: "direct-earlier-version",
  });
  const twice = makeUuid();
  const states = await Promise.all([send({ formKey: twice }), send({ formKey: twice })]);
  expect(states.map(({ state }) => state).filter((state) => state === "unknown")).toEqual([]);
  const refused = { kind: "error", path: "messages", method: "POST", count: 1, error: { code: 100 } };
  await world.control("POST", "faults", { pageId: page.pageId, ...refused });
  const bad = makeUuid();
  await expect(send({ formKey: bad })).rejects.toMatchObject({ code: "direct-refused" });
  await expect(send({ formKey: bad })).rejects.toMatchObject({ code: "direct-refused" });
  expect((await read()).rows).toHaveLength(3);
  expect((await world.received(page.pageId))[0]!.messages).toHaveLength(2);
});

async function openTest() {
  const conversation = await openConversation();
  const { page, user, db } = conversation;
  const { sendTest } = await import("./mutations");
  const { claimOwnCustomer, readOwnCustomer } = await import("./own-customer");
  const { saveBroadcast } = await import("../broadcasts/save-draft");
  const { makeUuid } = await import("../uuid");
  const pageId = page.pageId as never;
  const draft = { name: "Test", content: text("Hi {first_name|you}"), predicate: null, segmentId: null };
  const { id: broadcastId } = await saveBroadcast(pageId, user.id, draft);
  return {
    ...{ ...conversation, broadcastId },
    sendTest: () => sendTest(pageId, user.id, { broadcastId, formKey: makeUuid() }),
    readOwn: () => readOwnCustomer(pageId, user.id),
    claim: async () => {
      await claimOwnCustomer(pageId, user.id);
      return (await readOwnCustomer(pageId, user.id)).claim!.code;
    },
    says: async (psid: string, words: string) => {
      await world.control("POST", `pages/${page.pageId}/customers/${psid}/write`, { text: words });
      await world.settle();
    },
    age: (minutes: number) =>
      db.ownCustomerClaim.updateMany({
        where: { pageId: page.pageId },
        data: { madeAt: new Date(Date.now() - minutes * 60_000) },
      }),
  };
}

test("a test of a broadcast goes to nobody but the customer who wrote the code, and is in no ledger", async () => {
  const { db, page, user, customer, read, sendTest, readOwn, claim, says, broadcastId } = await openTest();
  await expect(sendTest()).rejects.toMatchObject({ code: "test-nobody" });
  const code = await claim();
  await says(customer.psid, "Hello");
  expect((await readOwn()).customer).toBeNull();
  await says(customer.psid, ` ${code.toLowerCase()}. `);
  expect(await readOwn()).toMatchObject({ customer: { psid: customer.psid }, claim: null });
  const line = { pageId: page.pageId, userId: user.id, action: "customer.proved-own" };
  expect(await db.activity.count({ where: line })).toBe(1);
  expect(await sendTest()).toEqual({ state: "sent" });
  expect((await read()).rows[0]).toMatchObject({ isTest: true, state: "sent" });
  expect(await db.delivery.count({ where: { broadcastId } })).toBe(0);
  const [got] = await world.received(page.pageId);
  expect(got).toMatchObject({ psid: customer.psid, messages: [{ text: `Hi ${customer.firstName}` }] });
});

test("a code counts once and for 15 minutes, and a new one takes its place", async () => {
  const { db, page, customer, readOwn, claim, says, age } = await openTest();
  const other = await db.customer.findFirstOrThrow({
    where: { pageId: page.pageId, psid: { not: customer.psid } },
  });
  const late = await claim();
  await age(16);
  await says(customer.psid, late);
  expect(await readOwn()).toEqual({ customer: null, claim: null });
  const old = await claim();
  const code = await claim();
  await says(other.psid, old);
  expect((await readOwn()).customer).toBeNull();
  await says(customer.psid, code);
  await says(other.psid, code);
  expect((await readOwn()).customer?.psid).toBe(customer.psid);
});
