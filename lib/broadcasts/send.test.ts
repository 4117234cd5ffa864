import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Truth } from "../../scripts/testing/world";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

const text = (words: string) => ({ kind: "text", text: words }) as const;

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("everybody who was promised the message gets it once, with their own name in it", async () => {
  const page = await world.openPage(40);
  const id = await world.start(page, {
    op: "AND",
    operands: [allOf(page), { op: "LABEL", labelId: page.labels[1]!.id }],
  });
  await world.drain();
  const broadcast = await world.read(page, id);
  const got = await world.received(page.pageId);
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
  const page = await world.openPage(12);
  const id = await world.start(page, allOf(page));
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
  expect(await world.received(pageId)).toHaveLength(8);
});

test("a message whose answer was lost is never sent again: its echo settles it, and without one it stays unknown", async () => {
  const lost = { kind: "drop-after-effect", path: "messages", method: "POST", count: 4 };
  const echoed = await world.openPage(10);
  await world.control("POST", "faults", { pageId: echoed.pageId, ...lost });
  const settled = await world.start(echoed, allOf(echoed));
  await world.drain();
  await world.settle();
  expect((await world.read(echoed, settled)).counts).toMatchObject({ sent: 10, unknown: 0 });

  const silent = await world.openPage(10);
  await world.control("POST", "faults", { pageId: silent.pageId, ...lost });
  await world.control("POST", "faults", { pageId: silent.pageId, kind: "webhook-drop" });
  const open = await world.start(silent, allOf(silent));
  await world.drain();
  await world.settle();
  await world.drainAll();
  expect(await world.read(silent, open)).toMatchObject({
    state: "completed",
    counts: { sent: 6, unknown: 4 },
  });

  for (const { pageId } of [echoed, silent]) {
    const got = await world.received(pageId);
    expect(got).toHaveLength(10);
    expect(got.every(({ messages }) => messages.length === 1)).toBe(true);
  }
});

test("a line that was given up keeps its answer when that comes after all", async () => {
  const { db } = await import("../db");
  const { giveUpDeliveriesOf, leaseDeliveries, markAttempting, recordOutcomes } = await import("./ledger");
  const { prepareBroadcast } = await import("./prepare");
  const page = await world.openPage(4);
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const leases = await leaseDeliveries(id, "dead", 10);
  const ordinals = leases.map(({ ordinal }) => ordinal);
  await markAttempting(id, "dead", leases.slice(0, 2));
  expect(await leaseDeliveries(id, "alive", 10)).toEqual([]);
  await giveUpDeliveriesOf("dead");
  expect((await world.read(page, id)).counts).toMatchObject({ unknown: 2, pending: 2 });
  expect(await markAttempting(id, "dead", leases)).toEqual(new Set());
  await recordOutcomes(id, "dead", [{ ordinal: ordinals[0]!, attempt: 1, state: "sent", messageId: "m_1" }]);
  expect((await world.read(page, id)).counts).toMatchObject({ unknown: 1, sent: 1, pending: 2 });
  await world.drainAll();
  expect(await db().delivery.count({ where: { broadcastId: id, state: "pending" } })).toBe(0);
});

test("when Facebook takes the token back, the broadcast pauses with what to do, and goes on after that", async () => {
  const { resumeBroadcast } = await import("./mutations");
  const { db } = await import("../db");
  const page = await world.openPage(10);
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "error",
    path: "messages",
    error: { code: 190 },
  });
  const id = await world.start(page, allOf(page));
  await world.drain();
  const paused = await world.read(page, id);
  expect(paused.state).toBe("paused");
  expect(paused.stoppedReason).toMatch(/connect the Page again/);
  expect(paused.counts.pending).toBe(10);

  await world.control("DELETE", `faults?page=${page.pageId}`);
  const user = await db().user.findFirstOrThrow();
  await resumeBroadcast(page.pageId as never, user.id, id);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", recipients: 10 });
  expect(await world.received(page.pageId)).toHaveLength(10);
});

test("cancelling leaves what was sent, skips what waited, and the ledger still adds up", async () => {
  const { cancelBroadcast, resumeBroadcast } = await import("./mutations");
  const { prepareBroadcast } = await import("./prepare");
  const { db } = await import("../db");
  const page = await world.openPage(10);
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const user = await db().user.findFirstOrThrow();
  await cancelBroadcast(page.pageId as never, user.id, id);
  await world.drainAll();
  expect(await world.received(page.pageId)).toEqual([]);
  expect(await world.read(page, id)).toMatchObject({
    state: "cancelled",
    recipients: 10,
    counts: { skipped: 10 },
  });
  await expect(resumeBroadcast(page.pageId as never, user.id, id)).rejects.toThrow("broadcast-wrong-state");
});

test("nothing is sent when the number on the button is no longer true, or the text does not fit somebody", async () => {
  const { saveBroadcast } = await import("./save-draft");
  const { startBroadcast } = await import("./start");
  const { db } = await import("../db");
  const page = await world.openPage(5);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const draft = { name: "Test", predicate: allOf(page), segmentId: null };
  const short = await saveBroadcast(pageId, user.id, { ...draft, content: text("Hello") });
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
    content: text(`${"☕".repeat(1_999)}{first_name|x}`),
  });
  await expect(startBroadcast(pageId, user.id, long.id, agree(long))).rejects.toMatchObject({
    code: "message-too-long",
  });
  const exact = await saveBroadcast(pageId, user.id, { ...draft, content: text("☕".repeat(1_999)) });
  await startBroadcast(pageId, user.id, exact.id, agree(exact));
  await world.drain();
  expect(await world.received(page.pageId)).toHaveLength(5);
});
