import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";
import type { Predicate } from "../domain/predicate";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

type Received = { psid: string; messages: { text: string }[] }[];

const received = (pageId: string) => world.control<Received>("GET", `received?page=${pageId}`);

/** A Page whose customers all wrote lately, imported. */
async function openPage(customers: number): Promise<TestPage> {
  const page = await world.connect({
    customers,
    labels: [
      { name: "A", share: 1 },
      { name: "B", share: 0.5 },
    ],
  });
  await world.drain();
  return page;
}

const allOf = (page: TestPage): Predicate => ({ op: "LABEL", labelId: page.labels[0]!.id });

async function start(
  page: TestPage,
  predicate: Predicate,
  text = "Hello {first_name|there}",
): Promise<string> {
  const { db } = await import("../db");
  const { saveBroadcast, startBroadcast } = await import("./mutations");
  const { reviewBroadcast } = await import("./review");
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const draft = { name: "Test", text, predicate, segmentId: null, ratePerSecond: 300 };
  const { id } = await saveBroadcast(pageId, user.id, draft);
  const { waterfall, broadcast } = await reviewBroadcast(pageId, id);
  const agreed = { expectedRecipients: waterfall.willReceive, basedOn: broadcast.updatedAt };
  await startBroadcast(pageId, user.id, id, agreed);
  return id;
}

async function read(page: TestPage, id: string) {
  const { getBroadcast } = await import("./data");
  return getBroadcast(page.pageId as never, id);
}

/** Makes every job that waits for a later time due now, and runs it. */
async function drainAll(): Promise<void> {
  const { db } = await import("../db");
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await db().$executeRaw`UPDATE delivery SET not_before = now() WHERE not_before IS NOT NULL`;
  await db().$executeRaw`UPDATE page SET next_send_at = now()`;
  await world.drain();
}

test("everybody who was promised the message gets it once, with their own name in it", async () => {
  const page = await openPage(40);
  const id = await start(page, {
    op: "AND",
    operands: [allOf(page), { op: "LABEL", labelId: page.labels[1]!.id }],
  });
  await world.drain();
  const broadcast = await read(page, id);
  const got = await received(page.pageId);
  expect(broadcast).toMatchObject({ state: "completed", predicted: got.length, recipients: got.length });
  expect(broadcast.counts.sent).toBe(got.length);
  expect(got.every(({ messages }) => messages.length === 1)).toBe(true);
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const [first] = got;
  const name = customers.find(({ psid }) => psid === first!.psid)!.name;
  expect(first!.messages[0]!.text).toBe(`Hello ${name.split(" ")[0]}`);
});

test("what changed since the start is decided at the moment of sending, each with its reason", async () => {
  const { db } = await import("../db");
  const page = await openPage(12);
  const id = await start(page, allOf(page));
  const { pageId } = page;
  const customers = await db().customer.findMany({ where: { pageId }, orderBy: { ordinal: "asc" } });
  const change = (at: number, data: object) =>
    db().customer.update({ where: { pageId_psid: { pageId, psid: customers[at]!.psid } }, data });
  // The audience is frozen now; then the world goes on.
  const { prepareBroadcast } = await import("./prepare");
  await prepareBroadcast({ pageId, broadcastId: id });
  await change(0, { windowOpenedAt: new Date(Date.now() - 25 * 3600_000) });
  await change(1, { blocked: true });
  await change(2, { optedOutAt: new Date() });
  await db().assignment.deleteMany({ where: { pageId, ordinal: customers[3]!.ordinal } });
  await world.drain();
  const lines = await db().delivery.findMany({ where: { broadcastId: id }, orderBy: { ordinal: "asc" } });
  expect(lines.slice(0, 4).map(({ state, reason }) => [state, reason])).toEqual([
    ["skipped", "window-closed"],
    ["skipped", "blocked"],
    ["skipped", "opted-out"],
    ["skipped", "no-longer-matches"],
  ]);
  expect(lines.slice(4).every(({ state }) => state === "sent")).toBe(true);
  expect(await received(pageId)).toHaveLength(8);
});

test("a message whose answer was lost is never sent again: its echo settles it, and without one it stays unknown", async () => {
  const lost = { kind: "drop-after-effect", path: "messages", method: "POST", count: 4 };
  const echoed = await openPage(10);
  await world.control("POST", "faults", { pageId: echoed.pageId, ...lost });
  const settled = await start(echoed, allOf(echoed));
  await world.drain();
  await world.settle();
  expect((await read(echoed, settled)).counts).toMatchObject({ sent: 10, unknown: 0 });

  const silent = await openPage(10);
  await world.control("POST", "faults", { pageId: silent.pageId, ...lost });
  await world.control("POST", "faults", { pageId: silent.pageId, kind: "webhook-drop" });
  const open = await start(silent, allOf(silent));
  await world.drain();
  await world.settle();
  await drainAll();
  expect(await read(silent, open)).toMatchObject({ state: "completed", counts: { sent: 6, unknown: 4 } });

  for (const { pageId } of [echoed, silent]) {
    const got = await received(pageId);
    expect(got).toHaveLength(10);
    expect(got.every(({ messages }) => messages.length === 1)).toBe(true);
  }
});

test("a line that was given up keeps its answer when that comes after all", async () => {
  const { db } = await import("../db");
  const { giveUpDeliveriesOf, leaseDeliveries, markAttempting, recordOutcomes } = await import("./ledger");
  const { prepareBroadcast } = await import("./prepare");
  const page = await openPage(4);
  const id = await start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const leases = await leaseDeliveries(id, "dead", 10);
  const ordinals = leases.map(({ ordinal }) => ordinal);
  await markAttempting(id, "dead", ordinals.slice(0, 2));
  expect(await leaseDeliveries(id, "alive", 10)).toEqual([]);
  await giveUpDeliveriesOf("dead");
  expect((await read(page, id)).counts).toMatchObject({ unknown: 2, pending: 2 });
  expect(await markAttempting(id, "dead", ordinals)).toEqual(new Set());
  await recordOutcomes(id, "dead", [{ ordinal: ordinals[0]!, attempt: 1, state: "sent", messageId: "m_1" }]);
  expect((await read(page, id)).counts).toMatchObject({ unknown: 1, sent: 1, pending: 2 });
  await drainAll();
  expect(await db().delivery.count({ where: { broadcastId: id, state: "pending" } })).toBe(0);
});

test("when Facebook takes the token back, the broadcast pauses with what to do, and goes on after that", async () => {
  const { resumeBroadcast } = await import("./mutations");
  const { db } = await import("../db");
  const page = await openPage(10);
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "error",
    path: "messages",
    error: { code: 190 },
  });
  const id = await start(page, allOf(page));
  await world.drain();
  const paused = await read(page, id);
  expect(paused.state).toBe("paused");
  expect(paused.stoppedReason).toMatch(/connect the Page again/);
  expect(paused.counts.pending).toBe(10);

  await world.control("DELETE", `faults?page=${page.pageId}`);
  const user = await db().user.findFirstOrThrow();
  await resumeBroadcast(page.pageId as never, user.id, id);
  await drainAll();
  expect(await read(page, id)).toMatchObject({ state: "completed", recipients: 10 });
  expect(await received(page.pageId)).toHaveLength(10);
});

test("cancelling leaves what was sent, skips what waited, and the ledger still adds up", async () => {
  const { cancelBroadcast, resumeBroadcast } = await import("./mutations");
  const { prepareBroadcast } = await import("./prepare");
  const { db } = await import("../db");
  const page = await openPage(10);
  const id = await start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const user = await db().user.findFirstOrThrow();
  await cancelBroadcast(page.pageId as never, user.id, id);
  await drainAll();
  expect(await received(page.pageId)).toEqual([]);
  expect(await read(page, id)).toMatchObject({ state: "cancelled", recipients: 10, counts: { skipped: 10 } });
  await expect(resumeBroadcast(page.pageId as never, user.id, id)).rejects.toThrow("broadcast-wrong-state");
});

test("nothing is sent when the number on the button is no longer true, or the text does not fit somebody", async () => {
  const { saveBroadcast, startBroadcast } = await import("./mutations");
  const { db } = await import("../db");
  const page = await openPage(5);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const draft = { name: "Test", predicate: allOf(page), segmentId: null };
  const short = await saveBroadcast(pageId, user.id, { ...draft, text: "Hello" });
  const agree = (saved: { updatedAt: string }, expectedRecipients = 5) => ({
    expectedRecipients,
    basedOn: saved.updatedAt,
  });
  await expect(startBroadcast(pageId, user.id, short.id, agree(short, 4))).rejects.toMatchObject({
    code: "broadcast-audience-changed",
    values: { now: 5, before: 4 },
  });
  const long = await saveBroadcast(pageId, user.id, {
    ...draft,
    text: `${"☕".repeat(1_999)}{first_name|x}`,
  });
  await expect(startBroadcast(pageId, user.id, long.id, agree(long))).rejects.toMatchObject({
    code: "broadcast-text-too-long",
  });
  const exact = await saveBroadcast(pageId, user.id, { ...draft, text: "☕".repeat(1_999) });
  await startBroadcast(pageId, user.id, exact.id, agree(exact));
  await world.drain();
  expect(await received(page.pageId)).toHaveLength(5);
});

test("what goes out is what was looked at: a broadcast that somebody changed meanwhile is not started", async () => {
  const { saveBroadcast, startBroadcast } = await import("./mutations");
  const { db } = await import("../db");
  const page = await openPage(3);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const draft = { name: "Test", text: "Mine", predicate: allOf(page), segmentId: null };
  const looked = await saveBroadcast(pageId, user.id, draft);
  const theirs = { ...draft, id: looked.id, text: "Somebody else’s", basedOn: looked.updatedAt };
  await saveBroadcast(pageId, user.id, theirs);
  const agreed = { expectedRecipients: 3, basedOn: looked.updatedAt };
  await expect(startBroadcast(pageId, user.id, looked.id, agreed)).rejects.toThrow("broadcast-changed");
  await expect(saveBroadcast(pageId, user.id, { ...theirs, text: "Mine again" })).rejects.toThrow(
    "broadcast-changed",
  );
  await world.drain();
  expect(await received(page.pageId)).toEqual([]);
});

test("when Facebook answers nobody, sending stops after a few, and the others still get their message later", async () => {
  const { resumeBroadcast } = await import("./mutations");
  const { db } = await import("../db");
  const page = await openPage(60);
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "error",
    path: "messages",
    error: { code: 2 },
  });
  const id = await start(page, allOf(page));
  await world.drain();
  const stopped = await read(page, id);
  expect(stopped.state).toBe("paused");
  expect(stopped.stoppedReason).toMatch(/ten sends in a row/);
  expect(stopped.counts.unknown).toBeLessThan(30);
  await world.control("DELETE", `faults?page=${page.pageId}`);
  const user = await db().user.findFirstOrThrow();
  await resumeBroadcast(page.pageId as never, user.id, id);
  await drainAll();
  const { counts } = await read(page, id);
  expect(counts.sent + counts.unknown).toBe(60);
  expect(await received(page.pageId)).toHaveLength(counts.sent);
});

test("an answer that is written down twice never touches what somebody else does with the line meanwhile", async () => {
  const { leaseDeliveries, markAttempting, recordOutcomes } = await import("./ledger");
  const { prepareBroadcast } = await import("./prepare");
  const page = await openPage(1);
  const id = await start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const [line] = await leaseDeliveries(id, "first", 1);
  const { ordinal } = line!;
  await markAttempting(id, "first", [ordinal]);
  const throttled = { ordinal, attempt: 1, state: "pending", reason: "throttled", retryAfterMs: 0 } as const;
  await recordOutcomes(id, "first", [throttled]);
  await leaseDeliveries(id, "second", 1);
  await markAttempting(id, "second", [ordinal]);
  await recordOutcomes(id, "first", [throttled]);
  expect(await leaseDeliveries(id, "third", 1)).toEqual([]);
  expect((await read(page, id)).counts).toMatchObject({ attempting: 1 });
});

test("cancelling while answers are on their way leaves nobody waiting in a broadcast that is over", async () => {
  const { cancelBroadcast } = await import("./mutations");
  const { giveUpDeliveriesOf, leaseDeliveries, markAttempting, recordOutcomes } = await import("./ledger");
  const { prepareBroadcast } = await import("./prepare");
  const { db } = await import("../db");
  const page = await openPage(4);
  const id = await start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const [first, second] = await leaseDeliveries(id, "run", 4);
  await markAttempting(id, "run", [first!.ordinal, second!.ordinal]);
  const user = await db().user.findFirstOrThrow();
  await cancelBroadcast(page.pageId as never, user.id, id);
  expect(await markAttempting(id, "run", [first!.ordinal])).toEqual(new Set());
  await recordOutcomes(id, "run", [
    { ordinal: first!.ordinal, attempt: 1, state: "pending", reason: "throttled", retryAfterMs: 0 },
  ]);
  await giveUpDeliveriesOf("run");
  await drainAll();
  expect((await read(page, id)).counts).toMatchObject({ skipped: 3, unknown: 1, pending: 0, leased: 0 });
});

test("a broadcast whose label is gone before its audience was frozen fails with the reason, and reaches nobody", async () => {
  const { db } = await import("../db");
  const page = await openPage(3);
  const id = await start(page, allOf(page));
  await db().label.deleteMany({ where: { pageId: page.pageId, labelId: page.labels[0]!.id } });
  await world.drain();
  const failed = await read(page, id);
  expect(failed.state).toBe("failed");
  expect(failed.stoppedReason).toMatch(/not on this Page/);
  expect(await received(page.pageId)).toEqual([]);
});

test("who blocked the Page is not counted in any more, until they write again", async () => {
  const { reviewBroadcast } = await import("./review");
  const page = await openPage(3);
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const { psid } = customers[0]!;
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/block`, {});
  const id = await start(page, allOf(page));
  await world.drain();
  expect((await read(page, id)).counts).toMatchObject({ sent: 2, failed: 1 });
  expect((await reviewBroadcast(page.pageId as never, id)).waterfall).toMatchObject({
    blocked: 1,
    willReceive: 2,
  });
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/unblock`, {});
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/write`, { text: "Hello again" });
  await world.settle();
  expect((await reviewBroadcast(page.pageId as never, id)).waterfall).toMatchObject({
    blocked: 0,
    willReceive: 3,
  });
});
