import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Truth } from "../../scripts/testing/world";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

interface Request {
  at: number;
  code: number | null;
  fault: string | null;
  method: string;
  path: string;
  parameters: { recipient?: { id: string } };
}

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const order = (pageId: string, fault: object) =>
  world.control("POST", "faults", { pageId, method: "POST", path: "messages", kind: "error", ...fault });

/** The sends as the emulator has them in its record. */
async function listSends(pageId: string): Promise<Request[]> {
  const { requests } = await world.control<{ requests: Request[] }>("GET", `requests?page=${pageId}`);
  return requests.filter(({ path, method }) => method === "POST" && path.endsWith("/messages"));
}

test("one customer whom Facebook throttles holds nobody else up, and is given up after five tries", async () => {
  const { db } = await import("../db");
  const { retryFailed } = await import("./mutations");
  const page = await world.openPage(30);
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const { psid } = customers[0]!;
  await order(page.pageId, { psid, error: { code: 613 } });
  const id = await world.start(page, allOf(page), "Hello", { ratePerSecond: 40 });
  // Only what is due: had the Page been held, the others would still wait.
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "sending", counts: { sent: 29, pending: 1 } });
  for (let tries = 1; tries < 5; tries++) await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 29, failed: 1 } });
  const line = () => db().delivery.findFirstOrThrow({ where: { broadcastId: id, psid } });
  expect(await line()).toMatchObject({ state: "failed", reason: "put-off" });
  const tries = async () =>
    (await listSends(page.pageId)).filter(({ parameters }) => parameters.recipient?.id === psid);
  expect(await tries()).toHaveLength(5);
  // Tried again by a person, it has as many tries as before.
  const user = await db().user.findFirstOrThrow();
  await retryFailed(page.pageId as never, user.id, id);
  await world.drainAll();
  expect(await line()).toMatchObject({ state: "pending", reason: "throttled" });
  await world.control("DELETE", `faults?page=${page.pageId}`);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 30, failed: 0 } });
});

// At a slow rate the first refusal counts as the Page's, and so does one right after a hold: once, and no more.
test.each([
  { when: "at a slow rate", ratePerSecond: 2, before: [] },
  { when: "after the Page was held", ratePerSecond: 40, before: [{ count: 1, error: { code: 4 } }] },
])("$when too, one customer whom Facebook throttles stops the others at most once", async (given) => {
  const { db } = await import("../db");
  const page = await world.openPage(5);
  const { pageId } = page;
  const { customers } = await world.control<Truth>("GET", `truth?page=${pageId}`);
  const { psid } = customers[0]!;
  for (const fault of given.before) await order(pageId, fault);
  await order(pageId, { psid, error: { code: 613 } });
  const id = await world.start(page, allOf(page), "Hello", { ratePerSecond: given.ratePerSecond });
  for (let runs = 0; runs < given.before.length + 2; runs++) await world.drainAll();
  expect((await world.read(page, id)).counts).toMatchObject({ sent: 4, pending: 1 });
  expect(await db().page.findUniqueOrThrow({ where: { id: pageId } })).toMatchObject({ throttledHolds: 0 });
});

test("who was never tried goes first, and who is to be tried again does not wait until all were", async () => {
  const { leaseDeliveries, markAttempting, recordOutcomes } = await import("./ledger");
  const { prepareBroadcast } = await import("./prepare");
  const page = await world.openPage(60);
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const tried = await leaseDeliveries(id, "run", 20);
  await markAttempting(id, "run", tried);
  const put = { state: "pending", reason: "throttled", attempt: 1, retryAfterMs: 0 } as const;
  await recordOutcomes(
    id,
    "run",
    tried.map(({ ordinal }) => ({ ...put, ordinal })),
  );
  const next = await leaseDeliveries(id, "run", 20);
  expect(next.filter(({ attempts }) => attempts === 0)).toHaveLength(18);
  const rest = await leaseDeliveries(id, "run", 60);
  expect([next, rest].flat().map(({ ordinal }) => ordinal)).toHaveLength(60);
});

const regainMs = 3_000;
const full = { percent: 100, regainMinutes: regainMs / 60_000 };

// One answer only says so: whoever did not stop by it would go on being taken.
test.each([
  { what: "when Facebook throttles the Page", fault: { kind: "error", error: { code: 80006 }, usage: full } },
  { what: "when an answer says that a limit is full", fault: { kind: "usage", usage: full } },
])(
  "$what, all workers stop within a second, until the time that it named is over",
  async ({ fault }) => {
    const { prepareBroadcast } = await import("./prepare");
    const { sendBroadcast } = await import("./send");
    const page = await world.openPage(240);
    const { pageId } = page;
    const id = await world.start(page, allOf(page), "Hello", { ratePerSecond: 60 });
    await prepareBroadcast({ pageId, broadcastId: id });
    const run = (holder: string) =>
      sendBroadcast({ pageId, broadcastId: id }, { holder, abortSignal: undefined });
    const runs = Promise.all([run("one"), run("other")]);
    const countSends = async () => (await listSends(pageId)).length;
    await expect.poll(countSends, { timeout: 20_000, interval: 20 }).toBeGreaterThan(30);
    await order(pageId, { count: 1, ...fault });
    await runs;
    const state = async () => {
      await world.drain();
      return (await world.read(page, id)).state;
    };
    await expect.poll(state, { timeout: 50_000, interval: 100 }).toBe("completed");
    const sends = await listSends(pageId);
    const toldAt = sends.find((send) => send.fault === fault.kind)!.at;
    const after = sends.map(({ at }) => at - toldAt);
    expect(after.filter((ms) => ms > 1_000 && ms < regainMs)).toEqual([]);
    expect(after.filter((ms) => ms >= regainMs).length).toBeGreaterThan(0);
    const got = await world.received(pageId);
    expect(got).toHaveLength(240);
    expect(got.filter(({ messages }) => messages.length !== 1)).toEqual([]);
  },
  90_000,
);

test("the fuller the Page's limits, the slower it sends", async () => {
  const page = await world.openPage(60);
  const { pageId } = page;
  await order(pageId, { kind: "usage", usage: { percent: 95 } });
  await world.start(page, allOf(page), "Hello", { ratePerSecond: 40 });
  await world.drain();
  const sends = (await listSends(pageId)).map(({ at }) => at);
  expect(sends).toHaveLength(60);
  // A quarter of the rate, once the first answers have said so.
  const later = sends.slice(30);
  const fullest = Math.max(
    ...later.map((from) => later.filter((at) => at >= from && at < from + 1_000).length),
  );
  expect(fullest).toBeLessThanOrEqual(12);
});

test("many people throttled in a row are the Page: it is held longer each time, and nobody is blamed", async () => {
  const { db } = await import("../db");
  const page = await world.openPage(60);
  const { pageId } = page;
  await order(pageId, { error: { code: 613 } });
  const id = await world.start(page, allOf(page), "Hello", { ratePerSecond: 20 });
  await world.drain();
  const first = await listSends(pageId);
  // The third in a row, and what was on its way by then.
  expect(first.length).toBeLessThan(25);
  const holds: number[] = [];
  for (let times = 0; times < 6; times++) {
    await world.drainAll();
    const { nextSendAt } = await db().page.findUniqueOrThrow({ where: { id: pageId } });
    holds.push(nextSendAt!.getTime() - Date.now());
  }
  expect(holds.at(-1)).toBeGreaterThan(60_000);
  expect((await world.read(page, id)).counts).toMatchObject({ pending: 60 });
  await world.control("DELETE", `faults?page=${pageId}`);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 60 } });
  expect(await db().page.findUniqueOrThrow({ where: { id: pageId } })).toMatchObject({ throttledHolds: 0 });
});

test("when Facebook takes nothing for most of an hour, the broadcast pauses and says so", async () => {
  const { db } = await import("../db");
  const { holdsMax } = await import("./throttling");
  const page = await world.openPage(3);
  await order(page.pageId, { error: { code: 4 } });
  const id = await world.start(page, allOf(page));
  await db().page.update({
    where: { id: page.pageId },
    data: { throttledHolds: holdsMax - 2, nextSendAt: new Date() },
  });
  await world.drain();
  expect((await world.read(page, id)).state).toBe("sending");
  await world.drainAll();
  const paused = await world.read(page, id);
  expect(paused).toMatchObject({ state: "paused", counts: { pending: 3 } });
  expect(paused.stoppedReason).toMatch(/slow down 15 times in a row/);
  // A person who goes on is not refused at the next one.
  const { throttledHolds } = await db().page.findUniqueOrThrow({ where: { id: page.pageId } });
  expect(throttledHolds).toBe(0);
});

test("while the Page is held, until when is told, and the time left counts it in", async () => {
  const { getProgress } = await import("./data");
  const page = await world.openPage(20);
  const pageId = page.pageId as never;
  await order(page.pageId, { count: 1, error: { code: 80006 }, usage: { percent: 100, regainMinutes: 60 } });
  const id = await world.start(page, allOf(page), "Hello", { ratePerSecond: 10 });
  await world.drain();
  const { heldUntil, remainingMs, counts } = await getProgress(pageId, id);
  expect(counts.pending).toBe(20);
  expect(Date.parse(heldUntil!) - Date.now()).toBeGreaterThan(59 * 60_000);
  expect(remainingMs).toBeGreaterThan(59 * 60_000);
  expect((await getProgress(pageId, id)).waitsFor).toBeNull();
});

test("one of a canary’s first few whom Facebook puts off for long is waited for, tried again and watched anew", async () => {
  const { db } = await import("../db");
  const page = await world.openPage(40);
  const { psid } = await db().customer.findFirstOrThrow({ where: { pageId: page.pageId, ordinal: 3 } });
  await order(page.pageId, { psid, count: 1, error: { code: 613 } });
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await world.drain();
  const endWatch = () =>
    db().broadcast.update({ where: { id }, data: { canaryUntil: new Date(Date.now() - 660_000) } });
  await endWatch();
  const wake = () => db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await db().delivery.updateMany({
    where: { broadcastId: id, psid },
    data: { notBefore: new Date(Date.now() + 3_600_000) },
  });
  await wake();
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "sending", counts: { sent: 24, pending: 16 } });
  await endWatch();
  await world.drainAll();
  const watched = await world.read(page, id);
  expect(watched).toMatchObject({ state: "sending", stoppedReason: null, counts: { sent: 25, pending: 15 } });
  expect(Date.parse(watched.canaryUntil!)).toBeGreaterThan(Date.now());
});
