import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, setSettings, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

test("a canary goes to 25, waits, and goes on by itself when they went well", async () => {
  const { db } = await import("../db");
  const page = await world.openPage(40);
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await world.drainAll();
  expect(await world.received(page.pageId)).toHaveLength(25);
  const watched = await world.read(page, id);
  expect(watched).toMatchObject({ state: "sending", counts: { sent: 25, pending: 15 } });
  expect(watched.canaryUntil).not.toBeNull();
  await db().broadcast.update({ where: { id }, data: { canaryUntil: new Date() } });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 40 } });
});

test("a canary whose messages fail stops by itself, and the others were never written to", async () => {
  const { db } = await import("../db");
  const page = await world.openPage(40);
  const fault = { pageId: page.pageId, kind: "error", path: "messages", count: 4, error: { code: 100 } };
  await world.control("POST", "faults", fault);
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await world.drainAll();
  await db().broadcast.update({ where: { id }, data: { canaryUntil: new Date() } });
  await world.drainAll();
  const stopped = await world.read(page, id);
  expect(stopped).toMatchObject({ state: "paused", counts: { sent: 21, failed: 4, pending: 15 } });
  expect(stopped.stoppedReason).toMatch(/4 of the first 25/);
});

test("after it a person may try the failed ones again and watch anew, or say that the others get it all the same", async () => {
  const { db } = await import("../db");
  const { resumeBroadcast, retryFailed } = await import("./mutations");
  const page = await world.openPage(40);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  await world.control("POST", "faults", { pageId: page.pageId, kind: "webhook-drop" });
  const lost = { kind: "drop-after-effect", path: "messages", method: "POST", count: 5 };
  await world.control("POST", "faults", { pageId: page.pageId, ...lost });
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await world.drainAll();
  const endWatch = async () => {
    await db().broadcast.update({ where: { id }, data: { canaryUntil: new Date() } });
    await world.drainAll();
  };
  await endWatch();
  const unknown = { sent: 20, unknown: 5, pending: 15 };
  expect(await world.read(page, id)).toMatchObject({ state: "paused", counts: unknown });
  await resumeBroadcast(pageId, user.id, id);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "paused", counts: unknown });
  await db().delivery.updateMany({ where: { broadcastId: id, state: "unknown" }, data: { state: "failed" } });
  await retryFailed(pageId, user.id, id);
  expect((await world.read(page, id)).canaryUntil).toBeNull();
  await db().delivery.updateMany({
    where: { broadcastId: id, attempts: 1, state: "pending" },
    data: { state: "unknown" },
  });
  await resumeBroadcast(pageId, user.id, id);
  await world.drainAll();
  await endWatch();
  expect(await world.read(page, id)).toMatchObject({ state: "paused", counts: unknown });
  await resumeBroadcast(pageId, user.id, id, { isDespiteCanary: true });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 35, unknown: 5 } });
});

test("a canary does not pass while the first few have no outcome: it waits, and then asks a person", async () => {
  const { db } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const { leaseDeliveries, markAttempting } = await import("./ledger");
  const page = await world.openPage(40);
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const held = await leaseDeliveries(id, "elsewhere", 25);
  await markAttempting(id, "elsewhere", held);
  const watchedUntil = async (minutesAgo: number) => {
    await db().broadcast.update({ where: { id }, data: { canaryUntil: inHours(-minutesAgo / 60) } });
    await world.drainAll();
  };
  await watchedUntil(1);
  expect(await world.read(page, id)).toMatchObject({
    ...{ state: "sending", canaryPassedAt: null },
    counts: { attempting: 25, pending: 15 },
  });
  await watchedUntil(11);
  const asked = await world.read(page, id);
  expect(asked).toMatchObject({ state: "paused", counts: { attempting: 25, pending: 15 } });
  expect(asked.stoppedReason).toMatch(/no outcome after ten minutes/);
  expect(await world.received(page.pageId)).toEqual([]);
});

test("what failed is tried again when somebody says so; what is unknown never is", async () => {
  const { db } = await import("../db");
  const { retryFailed } = await import("./mutations");
  const page = await world.openPage(10);
  await world.control("POST", "faults", { pageId: page.pageId, kind: "webhook-drop" });
  const lost = { kind: "drop-after-effect", path: "messages", method: "POST", count: 2 };
  await world.control("POST", "faults", { pageId: page.pageId, ...lost });
  const refused = { kind: "error", path: "messages", method: "POST", count: 3, error: { code: 100 } };
  await world.control("POST", "faults", { pageId: page.pageId, ...refused });
  const id = await world.start(page, allOf(page));
  await world.drainAll();
  const before = await world.read(page, id);
  expect(before.counts.sent + before.counts.failed + before.counts.unknown).toBe(10);
  expect(before.counts.failed).toBeGreaterThan(0);
  const user = await db().user.findFirstOrThrow();
  await retryFailed(page.pageId as never, user.id, id);
  await world.drainAll();
  const after = await world.read(page, id);
  expect(after).toMatchObject({ state: "completed", counts: { failed: 0, unknown: before.counts.unknown } });
  const got = await world.received(page.pageId);
  expect(got).toHaveLength(10);
  expect(got.every(({ messages }) => messages.length === 1)).toBe(true);
  await expect(retryFailed(page.pageId as never, user.id, id)).rejects.toThrow("broadcast-nothing-failed");
});

test("in quiet hours nothing goes out; it goes on when they end", async () => {
  const page = await world.openPage(5);
  const minute = new Date().getUTCHours() * 60 + new Date().getUTCMinutes();
  await setSettings(page.pageId, {
    quietHours: { from: (minute + 1_438) % 1_440, until: (minute + 120) % 1_440 },
  });
  const id = await world.start(page, allOf(page));
  await world.drainAll();
  expect(await world.received(page.pageId)).toEqual([]);
  expect(await world.read(page, id)).toMatchObject({ state: "sending", counts: { pending: 5 } });
  const { getProgress } = await import("./data");
  expect((await getProgress(page.pageId as never, id)).quietUntil).not.toBeNull();
  await setSettings(page.pageId, { quietHours: null });
  // Nothing is made due by hand: whoever takes the quiet hours away wakes what waited for their end.
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 5 } });
});

test("after its time nothing more goes out, and who was too late is said", async () => {
  const { db } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const page = await world.openPage(5);
  const id = await world.start(page, allOf(page), "Hello", { tooLateAt: inHours(1).toISOString() });
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  await db().broadcast.update({ where: { id }, data: { tooLateAt: inHours(-1) } });
  await world.drainAll();
  expect(await world.received(page.pageId)).toEqual([]);
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { skipped: 5 } });
  expect(await db().delivery.count({ where: { broadcastId: id, reason: "too-late" } })).toBe(5);
});

test("a scheduled broadcast begins at its time and not before, and can be taken back until then", async () => {
  const { db } = await import("../db");
  const { unscheduleBroadcast } = await import("./mutations");
  const page = await world.openPage(4);
  const user = await db().user.findFirstOrThrow();
  const id = await world.start(page, allOf(page), "Hello", {
    scheduledAt: inHours(2).toISOString(),
    timeZone: "UTC",
  });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", recipients: 0 });
  await db().broadcast.update({ where: { id }, data: { scheduledAt: inHours(-0.01) } });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 4 } });
  const other = await world.start(page, allOf(page), "Hello", { scheduledAt: inHours(2).toISOString() });
  await unscheduleBroadcast(page.pageId as never, user.id, other);
  await db().broadcast.update({ where: { id: other }, data: { scheduledAt: inHours(-0.01) } });
  await world.drainAll();
  expect(await world.read(page, other)).toMatchObject({ state: "draft", recipients: 0 });
});

test("a scheduled broadcast that something blocks by then goes back to be looked at, with the reason", async () => {
  const { db } = await import("../db");
  const page = await world.openPage(4);
  const id = await world.start(page, allOf(page), "Hello", { scheduledAt: inHours(2).toISOString() });
  await db().customer.updateMany({ where: { pageId: page.pageId }, data: { blocked: true } });
  await db().broadcast.update({ where: { id }, data: { scheduledAt: inHours(-0.01) } });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({
    state: "draft",
    stoppedReason: "Nobody would receive this message now.",
  });
});

test("above the Page’s size a second person agrees first, never the author, and any later edit takes it back", async () => {
  const { db } = await import("../db");
  const { saveBroadcast } = await import("./save-draft");
  const { approveBroadcast, startBroadcast } = await import("./start");
  const { reviewBroadcast } = await import("./review");
  const page = await world.openPage(6);
  const pageId = page.pageId as never;
  await setSettings(page.pageId, { approvalAbove: 5 });
  const author = await db().user.findFirstOrThrow();
  const second = await db().user.create({ data: { email: `${page.pageId}@example.com`, name: "Second" } });
  const draft = {
    ...{ name: "Test", content: { kind: "text", text: "Hello" } as const, segmentId: null },
    predicate: allOf(page),
  };
  const saved = await saveBroadcast(pageId, author.id, draft);
  const { id } = saved;
  const agree = (basedOn: string) => ({ expectedRecipients: 6, basedOn });
  const start = (basedOn: string) => startBroadcast(pageId, author.id, id, agree(basedOn));
  await expect(start(saved.updatedAt)).rejects.toThrow("broadcast-approval-needed");
  await expect(approveBroadcast(pageId, author.id, id, agree(saved.updatedAt))).rejects.toThrow(
    "broadcast-own-approval",
  );
  await approveBroadcast(pageId, second.id, id, agree(saved.updatedAt));
  expect((await reviewBroadcast(pageId, id)).blockers).toEqual([]);
  const edited = await saveBroadcast(pageId, author.id, {
    ...draft,
    id,
    content: { kind: "text", text: "Hi" },
  });
  await expect(start(edited.updatedAt)).rejects.toThrow("broadcast-approval-needed");
  await approveBroadcast(pageId, second.id, id, agree(edited.updatedAt));
  const { broadcast } = await reviewBroadcast(pageId, id);
  expect(broadcast.approved?.by).toBe("Second");
  await start(broadcast.updatedAt);
  await world.drainAll();
  expect(await world.received(page.pageId)).toHaveLength(6);
});

test("while changes from Facebook wait to be taken over for long, nothing can be started", async () => {
  const { db } = await import("../db");
  const { reviewBroadcast } = await import("./review");
  const { saveBroadcast } = await import("./save-draft");
  const page = await world.openPage(2);
  const user = await db().user.findFirstOrThrow();
  const content = { kind: "text", text: "Hello" } as const;
  const draft = { name: "Test", content, predicate: allOf(page), segmentId: null };
  const { id } = await saveBroadcast(page.pageId as never, user.id, draft);
  const kept = { pageId: page.pageId, body: new Uint8Array(Buffer.from("{}")), receivedAt: inHours(-0.2) };
  await db().webhookDelivery.create({ data: kept });
  const blocked = await reviewBroadcast(page.pageId as never, id);
  expect(blocked.blockers.map(({ code }) => code)).toEqual(["cache-stale"]);
  expect(blocked.blockers[0]!.message).toMatch(/waiting for 12 minutes/);
});

test("a customer who writes STOP gets no broadcast any more, and gets them again after START", async () => {
  const { db } = await import("../db");
  const { reviewBroadcast } = await import("./review");
  const page = await world.openPage(3);
  const customer = await db().customer.findFirstOrThrow({ where: { pageId: page.pageId } });
  const write = async (text: string) => {
    await world.control("POST", `pages/${page.pageId}/customers/${customer.psid}/write`, { text });
    await world.settle();
  };
  const running = await world.start(page, allOf(page));
  const { prepareBroadcast } = await import("./prepare");
  await prepareBroadcast({ pageId: page.pageId, broadcastId: running });
  await world.control("POST", `pages/${page.pageId}/customers/${customer.psid}/write`, { text: " Stop! " });
  await world.control("POST", "flush");
  const { ingestWebhooks } = await import("../webhooks/ingest");
  await ingestWebhooks({ pageId: page.pageId }, { holder: "test", abortSignal: undefined });
  await world.drainAll();
  const line = await db().delivery.findFirstOrThrow({ where: { broadcastId: running, psid: customer.psid } });
  expect([line.state, line.reason]).toEqual(["skipped", "opted-out"]);
  await write("When do you stop serving?");
  expect((await reviewBroadcast(page.pageId as never, running)).waterfall.willReceive).toBe(2);
  await write("start");
  expect((await reviewBroadcast(page.pageId as never, running)).waterfall.willReceive).toBe(3);
  const told = await db().activity.findMany({
    where: { pageId: page.pageId, action: { startsWith: "customer." } },
    orderBy: { id: "asc" },
  });
  expect(told.map(({ action }) => action)).toEqual(["customer.opted-out", "customer.opted-in"]);
});

test("a copy of a broadcast is a draft without anybody’s agreement", async () => {
  const { db } = await import("../db");
  const { duplicateBroadcast } = await import("./mutations");
  const page = await world.openPage(2);
  const user = await db().user.findFirstOrThrow();
  const id = await world.start(page, allOf(page), "Hello {first_name|you}");
  const copy = await world.read(page, await duplicateBroadcast(page.pageId as never, user.id, id));
  expect(copy).toMatchObject({
    ...{ name: "Copy of Test", state: "draft", recipients: 0, approved: null, tagConfirmed: null },
    content: { kind: "text", text: "Hello {first_name|you}" },
    predicate: allOf(page),
  });
});
