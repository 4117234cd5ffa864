import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, setSettings, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

/** Around this moment, in the Page's time zone, which is UTC. */
function quietNow() {
  const minute = new Date().getUTCHours() * 60 + new Date().getUTCMinutes();
  return { from: (minute + 1_380) % 1_440, until: (minute + 60) % 1_440 };
}

/** A broadcast whose sending waits for a row that somebody else holds. @param waiting how that statement looks */
async function openHeld(
  customers: number,
  ratePerSecond: number,
  table: "page" | "broadcast",
  waiting: string,
) {
  const { db, pool } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const { sendBroadcast } = await import("./send");
  const page = await world.openPage(customers);
  const { pageId } = page;
  const id = await world.start(page, allOf(page), "Hello", { ratePerSecond });
  await prepareBroadcast({ pageId, broadcastId: id });
  const other = await pool().connect();
  await other.query("BEGIN");
  await other.query(`SELECT FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`, [table === "page" ? pageId : id]);
  const run = sendBroadcast({ pageId, broadcastId: id }, { holder: "worker", abortSignal: undefined });
  const isWaiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE $1";
  await expect.poll(async () => (await pool().query(isWaiting, [waiting])).rowCount).toBe(1);
  const goOn = async () => {
    await other.query("COMMIT");
    other.release();
    await run;
  };
  return { db: db(), page, id, goOn };
}

/** A broadcast whose first messages were decided about a while ago, and go out as soon as their place is free. */
async function openDecided() {
  const held = await openHeld(12, 100, "page", "%UPDATE page SET next_send_at%");
  const sinceMs = performance.now();
  await expect.poll(() => performance.now() - sinceMs).toBeGreaterThan(500);
  return held;
}

test("who opts out or blocks the Page while they wait for their place is not written to any more", async () => {
  const { db, page, id, goOn } = await openDecided();
  const [stops, blocks] = await db.delivery.findMany({
    where: { broadcastId: id },
    orderBy: { ordinal: "asc" },
  });
  const change = (ordinal: number, data: { optedOutAt: Date } | { blocked: boolean }) =>
    db.customer.update({ where: { pageId_ordinal: { pageId: page.pageId, ordinal } }, data });
  await change(stops!.ordinal, { optedOutAt: new Date() });
  await change(blocks!.ordinal, { blocked: true });
  await goOn();
  await world.drainAll();
  const got = (await world.received(page.pageId)).map(({ psid }) => psid);
  expect(got).not.toContain(stops!.psid);
  expect(got).not.toContain(blocks!.psid);
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 10, skipped: 2 } });
});

test("a mark itself is refused to whoever opted out at the last moment", async () => {
  const { db } = await import("../db");
  const { leaseDeliveries, markAttempting } = await import("./ledger");
  const { prepareBroadcast } = await import("./prepare");
  const page = await world.openPage(3);
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const leases = await leaseDeliveries(id, "run", 3);
  const ordinals = leases.map(({ ordinal }) => ordinal);
  const where = { pageId_ordinal: { pageId: page.pageId, ordinal: ordinals[1]! } };
  await db().customer.update({ where, data: { optedOutAt: new Date() } });
  const marked = await markAttempting(id, "run", leases);
  expect([...marked!].sort()).toEqual([ordinals[0], ordinals[2]].sort());
});

test("a pause while they wait for their places holds everybody back", async () => {
  const { db, page, id, goOn } = await openDecided();
  const { pauseBroadcast } = await import("./mutations");
  const user = await db.user.findFirstOrThrow();
  await pauseBroadcast(page.pageId as never, user.id, id);
  await goOn();
  expect(await world.received(page.pageId)).toEqual([]);
  expect(await world.read(page, id)).toMatchObject({ state: "paused", counts: { sent: 0, pending: 12 } });
});

test("quiet hours that an admin sets while they wait for their places hold everybody back", async () => {
  const { page, id, goOn } = await openDecided();
  await setSettings(page.pageId, { quietHours: quietNow() });
  await goOn();
  expect(await world.received(page.pageId)).toEqual([]);
  expect(await world.read(page, id)).toMatchObject({ state: "sending", counts: { sent: 0, pending: 12 } });
});

test("of two workers that begin a canary at once, both together write to 25 and no more", async () => {
  const { prepareBroadcast } = await import("./prepare");
  const { sendBroadcast } = await import("./send");
  const page = await world.openPage(90);
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const run = (holder: string) =>
    sendBroadcast({ pageId: page.pageId, broadcastId: id }, { holder, abortSignal: undefined });
  await Promise.all(["one", "two", "three"].map(run));
  expect(await world.received(page.pageId)).toHaveLength(25);
});

/** A canary that is about to begin, and one worker's leases of it. */
async function openCanary() {
  const { prepareBroadcast } = await import("./prepare");
  const { leaseByCanary } = await import("./canary");
  const { db } = await import("../db");
  const page = await world.openPage(90);
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const lease = () => leaseByCanary(page.pageId as never, id, "one", 30);
  return { db: db(), id, lease };
}

test("whoever takes the place of the first few that were skipped is watched as long as they would have been", async () => {
  const { db, id, lease } = await openCanary();
  expect((await lease()).leases).toHaveLength(25);
  expect((await lease()).waitMs).toBe(60_000);
  await db.$executeRaw`
    UPDATE delivery SET state = 'skipped', reason = 'window-closed'
     WHERE broadcast_id = ${id}::uuid AND state = 'leased'`;
  await db.broadcast.update({ where: { id }, data: { canaryUntil: new Date() } });
  expect((await lease()).leases).toHaveLength(25);
  expect(await lease()).toEqual({ leases: [], waitMs: 60_000 });
});

test("once a canary has passed, its lines are not counted at each lease", async () => {
  const { db, id, lease } = await openCanary();
  await db.broadcast.update({ where: { id }, data: { canaryPassedAt: new Date() } });
  // What only the count reads.
  await db.$executeRaw`ALTER TABLE broadcast RENAME COLUMN canary_until TO until`;
  const leased = await lease().catch((error: unknown) => error);
  await db.$executeRaw`ALTER TABLE broadcast RENAME COLUMN until TO canary_until`;
  expect(leased).toMatchObject({ waitMs: null, leases: { length: 30 } });
});

test("of two broadcasts that leave out whoever was written to lately, one reaches each, also without a cap", async () => {
  const { prepareBroadcast } = await import("./prepare");
  const { sendBroadcast } = await import("./send");
  const page = await world.openPage(60);
  const { pageId } = page;
  const change = { exclusions: { segmentIds: [], broadcastIds: [], contactedWithinDays: 1 } };
  const ids = [
    await world.start(page, allOf(page), "Hello", change),
    await world.start(page, allOf(page), "Hello", change),
  ];
  for (const broadcastId of ids) await prepareBroadcast({ pageId, broadcastId });
  const run = (broadcastId: string) =>
    sendBroadcast({ pageId, broadcastId }, { holder: `worker-${broadcastId}`, abortSignal: undefined });
  await Promise.all(ids.map(run));
  await world.drainAll();
  const got = await world.received(pageId);
  expect(got).toHaveLength(60);
  expect(got.filter(({ messages }) => messages.length > 1)).toEqual([]);
});

test("who opts out while somebody changes the broadcast is not written to when that is over", async () => {
  const { db, page, id, goOn } = await openHeld(6, 300, "broadcast", "%FROM broadcast%FOR SHARE");
  const { pageId } = page;
  const [stops] = await db.delivery.findMany({ where: { broadcastId: id }, orderBy: { ordinal: "asc" } });
  const where = { pageId_ordinal: { pageId, ordinal: stops!.ordinal } };
  await db.customer.update({ where, data: { optedOutAt: new Date() } });
  await goOn();
  await world.drainAll();
  const got = (await world.received(pageId)).filter(({ messages }) => messages.length > 0);
  expect(got.map(({ psid }) => psid)).not.toContain(stops!.psid);
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 5, skipped: 1 } });
});

test("places too far off are not booked, and those who asked are told how far", async () => {
  const { db } = await import("../db");
  const { DatabaseClock } = await import("./database-clock");
  const { bookSends, holdSends } = await import("./pace");
  const { pageId } = await world.openPage(1);
  await holdSends(pageId as never, 60_000);
  const nextSendAt = async () => (await db().page.findUniqueOrThrow({ where: { id: pageId } })).nextSendAt;
  const held = await nextSendAt();
  const options = { clock: new DatabaseClock(), sent: [], waitMaxMs: 2_000 };
  const declined = await bookSends(pageId as never, 5, 300, options);
  expect(declined).toMatchObject({ declinedForMs: expect.closeTo(60_000, -4) as number });
  expect(await nextSendAt()).toEqual(held);
});

test("how late a run was is known to the next that books, whoever it is", async () => {
  const { DatabaseClock } = await import("./database-clock");
  const { bookSends, toSpacingMs } = await import("./pace");
  const { pageId } = await world.openPage(1);
  const clock = new DatabaseClock();
  const first = await bookSends(pageId as never, 3, 3, { clock, sent: [] });
  if (!("startAtMs" in first)) throw new Error("declined");
  const sent = [{ firstMs: first.firstMs, spacingMs: toSpacingMs(3), count: 3, lateMs: [500, 0, 0] }];
  // Right behind, at the fourth place: one second of places after the first.
  const second = await bookSends(pageId as never, 1, 3, { clock: new DatabaseClock(), sent });
  expect(second).toMatchObject({ delaysMs: [expect.closeTo(494, -1) as number] });
});

test("what a killed run booked and never told of is taken for sent, and for late", async () => {
  const { DatabaseClock } = await import("./database-clock");
  const { bookSends } = await import("./pace");
  const { pageId } = await world.openPage(1);
  await bookSends(pageId as never, 3, 3, { clock: new DatabaseClock(), sent: [] });
  const second = await bookSends(pageId as never, 1, 3, { clock: new DatabaseClock(), sent: [] });
  expect(second).toMatchObject({ delaysMs: [expect.closeTo(94, -1) as number] });
});

test("at a slow rate no place is booked before the one ahead of it is used: whoever stands still loses one, not each second one", async () => {
  const { pool } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const { sendBroadcast } = await import("./send");
  const page = await world.openPage(3);
  const { pageId } = page;
  const id = await world.start(page, allOf(page), "Hello", { ratePerSecond: 1 });
  await prepareBroadcast({ pageId, broadcastId: id });
  const run = sendBroadcast({ pageId, broadcastId: id }, { holder: "worker", abortSignal: undefined });
  const sent = () => world.read(page, id).then(({ counts }) => counts.sent);
  for (const count of [1, 2]) {
    await expect.poll(sent).toBe(count);
    const { rows } = await pool().query<{ ahead: number }>(
      "SELECT extract(epoch FROM next_send_at - clock_timestamp())::float8 AS ahead FROM page WHERE id = $1",
      [pageId],
    );
    expect(rows[0]!.ahead).toBeLessThan(1.01);
  }
  await run;
  expect(await sent()).toBe(3);
});
