import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Truth } from "../../scripts/testing/world";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

const text = (words: string) => ({ kind: "text", text: words }) as const;

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("what goes out is what was looked at: a broadcast that somebody changed meanwhile is not started", async () => {
  const { saveBroadcast } = await import("./save-draft");
  const { startBroadcast } = await import("./start");
  const { db } = await import("../db");
  const page = await world.openPage(3);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const draft = { name: "Test", content: text("Mine"), predicate: allOf(page), segmentId: null };
  const looked = await saveBroadcast(pageId, user.id, draft);
  const theirs = { ...draft, id: looked.id, content: text("Somebody else’s"), basedOn: looked.updatedAt };
  await saveBroadcast(pageId, user.id, theirs);
  const agreed = { expectedRecipients: 3, basedOn: looked.updatedAt };
  await expect(startBroadcast(pageId, user.id, looked.id, agreed)).rejects.toThrow("broadcast-changed");
  await expect(saveBroadcast(pageId, user.id, { ...theirs, content: text("Mine again") })).rejects.toThrow(
    "broadcast-changed",
  );
  await world.drain();
  expect(await world.received(page.pageId)).toEqual([]);
});

test("when Facebook answers nobody, sending stops after a few, and the others still get their message later", async () => {
  const { resumeBroadcast } = await import("./mutations");
  const { db } = await import("../db");
  const page = await world.openPage(60);
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "error",
    path: "messages",
    error: { code: 2 },
  });
  // Slowly, so that few are on their way when the tenth answer comes, also on a slow machine.
  const id = await world.start(page, allOf(page), "Hello", { ratePerSecond: 20 });
  await world.drain();
  const stopped = await world.read(page, id);
  expect(stopped.state).toBe("paused");
  expect(stopped.stoppedReason).toMatch(/ten sends in a row/);
  expect(stopped.counts.unknown).toBeLessThan(30);
  await world.control("DELETE", `faults?page=${page.pageId}`);
  const user = await db().user.findFirstOrThrow();
  await resumeBroadcast(page.pageId as never, user.id, id);
  await world.drainAll();
  const { counts } = await world.read(page, id);
  expect(counts.sent + counts.unknown).toBe(60);
  expect(await world.received(page.pageId)).toHaveLength(counts.sent);
});

test("an answer that is written down twice never touches what somebody else does with the line meanwhile", async () => {
  const { leaseDeliveries, markAttempting, recordOutcomes } = await import("./ledger");
  const { prepareBroadcast } = await import("./prepare");
  const page = await world.openPage(1);
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const [line] = await leaseDeliveries(id, "first", 1);
  const { ordinal } = line!;
  await markAttempting(id, "first", [line!]);
  const throttled = { ordinal, attempt: 1, state: "pending", reason: "throttled", retryAfterMs: 0 } as const;
  await recordOutcomes(id, "first", [throttled]);
  const [again] = await leaseDeliveries(id, "second", 1);
  // What the first still has in hand is of an earlier try.
  expect(await markAttempting(id, "second", [line!])).toEqual(new Set());
  expect(await markAttempting(id, "second", [again!])).toEqual(new Set([ordinal]));
  await recordOutcomes(id, "first", [throttled]);
  expect(await leaseDeliveries(id, "third", 1)).toEqual([]);
  expect((await world.read(page, id)).counts).toMatchObject({ attempting: 1 });
});

test("cancelling while answers are on their way leaves nobody waiting in a broadcast that is over", async () => {
  const { cancelBroadcast } = await import("./mutations");
  const { giveUpDeliveriesOf, leaseDeliveries, markAttempting, recordOutcomes } = await import("./ledger");
  const { prepareBroadcast } = await import("./prepare");
  const { db } = await import("../db");
  const page = await world.openPage(4);
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const [first, second] = await leaseDeliveries(id, "run", 4);
  await markAttempting(id, "run", [first!, second!]);
  const user = await db().user.findFirstOrThrow();
  await cancelBroadcast(page.pageId as never, user.id, id);
  expect(await markAttempting(id, "run", [first!])).toBeNull();
  await recordOutcomes(id, "run", [
    { ordinal: first!.ordinal, attempt: 1, state: "pending", reason: "throttled", retryAfterMs: 0 },
  ]);
  await giveUpDeliveriesOf("run");
  await world.drainAll();
  expect((await world.read(page, id)).counts).toMatchObject({
    skipped: 3,
    unknown: 1,
    pending: 0,
    leased: 0,
  });
});

test("a broadcast whose label is gone before its audience was frozen goes back to be looked at, with the reason, and reaches nobody", async () => {
  const { db } = await import("../db");
  const page = await world.openPage(3);
  const id = await world.start(page, allOf(page));
  await db().label.deleteMany({ where: { pageId: page.pageId, labelId: page.labels[0]!.id } });
  await world.drain();
  const held = await world.read(page, id);
  expect(held).toMatchObject({ state: "draft", recipients: 0 });
  expect(held.stoppedReason).toMatch(/not on this Page/);
  expect(await world.received(page.pageId)).toEqual([]);
});

test("who blocked the Page is not counted in any more, until they write again", async () => {
  const { reviewBroadcast } = await import("./review");
  const page = await world.openPage(3);
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const { psid } = customers[0]!;
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/block`, {});
  const id = await world.start(page, allOf(page));
  await world.drain();
  expect((await world.read(page, id)).counts).toMatchObject({ sent: 2, failed: 1 });
  const afterwards = await reviewBroadcast(page.pageId as never, id);
  expect(afterwards.waterfall.steps[0]).toEqual({ code: "blocked", people: 1 });
  expect(afterwards.waterfall.willReceive).toBe(2);
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/unblock`, {});
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/write`, { text: "Hello again" });
  await world.settle();
  expect((await reviewBroadcast(page.pageId as never, id)).waterfall.willReceive).toBe(3);
});

test("only who blocked the Page is taken for blocked: whoever cannot be reached at the moment is counted in again", async () => {
  const { db } = await import("../db");
  const { retryFailed } = await import("./mutations");
  const refusals = [
    { code: 10, subcode: 2018108, reason: "not-now" },
    { code: 613, subcode: 2018338, reason: "tag-overused" },
    { code: 613, subcode: 1893016, reason: "asked-too-often" },
    { code: 4, subcode: 2018354, reason: "too-soon" },
    { code: 10, subcode: 1893015, reason: "notifications-stopped" },
    { code: 100, subcode: 2018001, reason: "unknown-to-facebook" },
  ];
  const page = await world.openPage(refusals.length + 1);
  for (const { reason: _, ...error } of refusals) {
    const fault = { pageId: page.pageId, kind: "error", path: "messages", count: 1, error };
    await world.control("POST", "faults", fault);
  }
  const id = await world.start(page, allOf(page));
  await world.drain();
  const failed = await db().delivery.findMany({ where: { broadcastId: id, state: "failed" } });
  expect(failed.map(({ reason }) => reason).sort()).toEqual(refusals.map(({ reason }) => reason).sort());
  expect(await db().customer.count({ where: { pageId: page.pageId, blocked: true } })).toBe(0);
  const user = await db().user.findFirstOrThrow();
  await retryFailed(page.pageId as never, user.id, id);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 7, failed: 0 } });
});

test("trying the failed ones again asks Facebook about the blocked ones too", async () => {
  const { db } = await import("../db");
  const { retryFailed } = await import("./mutations");
  const page = await world.openPage(3);
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const { psid } = customers[0]!;
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/block`, {});
  const id = await world.start(page, allOf(page));
  await world.drain();
  const readBlocked = () => db().customer.findMany({ where: { pageId: page.pageId, blocked: true } });
  expect(await readBlocked()).toMatchObject([{ psid }]);
  const user = await db().user.findFirstOrThrow();
  const retry = async () => {
    await retryFailed(page.pageId as never, user.id, id);
    await world.drainAll();
    return (await world.read(page, id)).counts;
  };
  // Of one that cannot be tried again nothing is forgotten.
  await db().broadcast.update({ where: { id }, data: { state: "cancelled" } });
  await expect(retry()).rejects.toThrow("broadcast-wrong-state");
  expect(await readBlocked()).toMatchObject([{ psid }]);
  await db().broadcast.update({ where: { id }, data: { state: "completed" } });
  expect(await retry()).toMatchObject({ sent: 2, failed: 1, skipped: 0 });
  expect(await readBlocked()).toMatchObject([{ psid }]);
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/unblock`, {});
  expect(await retry()).toMatchObject({ sent: 3, failed: 0, skipped: 0 });
  expect(await readBlocked()).toEqual([]);
});
