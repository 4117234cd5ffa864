import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { json, openToldNetwork } from "../graph/told-network.fixture";
import {
  allOf,
  openBroadcastWorld,
  openLegacyPage,
  wanted,
  type BroadcastWorld,
} from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

/** Asked for a minute ago, without an answer; and a way to make another app's broadcast on the same Page. */
async function openUnanswered() {
  const { db } = await import("../db");
  const { graphOf } = await import("../facebook-pages/data");
  const page = await openLegacyPage(world, 20);
  const id = await world.start(page, allOf(page), "Hello", wanted);
  const lost = { kind: "error", path: "broadcast_messages", method: "POST", count: 1, error: { code: 1 } };
  await world.control("POST", "faults", { pageId: page.pageId, ...lost });
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  const graph = await graphOf(page.pageId as never);
  const byAnother = async (label: number, scheduleAt?: Date) => {
    const messageCreativeId = await graph.createMessageCreative({ text: "By another app" });
    const audience = { custom_label_id: page.labels[label]!.id };
    return graph.sendBroadcast({ messageCreativeId, audience, scheduleAt });
  };
  const age = (count: number) =>
    db().broadcast.update({ where: { id }, data: { graphAskedAt: minutes(-count) } });
  return { db: db(), page, id, byAnother, age };
}

test("another app’s broadcast for later is not taken for one that was to go out at once", async () => {
  const { db, page, id, byAnother } = await openUnanswered();
  await byAnother(0, minutes(60));
  for (let look = 0; look < 3; look += 1) await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  expect((await db.broadcast.findUniqueOrThrow({ where: { id } })).graphBroadcastId).toBeNull();
});

test("another app’s broadcast to other people at the same moment is not taken for ours: a person ends it as unknown", async () => {
  const { page, id, byAnother, age } = await openUnanswered();
  await byAnother(2);
  for (let look = 0; look < 3; look += 1) await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  // Eleven minutes ago nothing appeared: what appeared just now is not of the time of the call.
  await age(11);
  for (let look = 0; look < 2; look += 1) await world.drainAll();
  const unseen = await world.read(page, id);
  expect(unseen).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  expect(unseen.stoppedReason).toMatch(/no such broadcast/);
});

/** A Graph on whose Page one broadcast appeared, at that very time. */
async function openGraphWith(time: Date, status: string, messagesSent: number) {
  const { createGraphClient } = await import("../graph/client");
  const broadcast = { id: "827", status, scheduled_time: Math.floor(time.getTime() / 1_000) };
  const sent = { name: "messages_sent", period: "lifetime", values: [{ value: messagesSent }] };
  const answer = (url: URL) => (url.href.includes("insights") ? { data: [sent] } : { data: [broadcast] });
  return createGraphClient({
    ...{ baseUrl: "https://graph.example", pageId: "1", profile: "legacy", token: "token" },
    dispatcher: openToldNetwork(({ url }) => json(JSON.stringify(answer(url)))),
  });
}

/** Asked for eleven minutes ago, for that very time. */
async function openOverdue() {
  const { db, page, id } = await openUnanswered();
  const askedAt = minutes(-11);
  await db.broadcast.update({ where: { id }, data: { graphAskedAt: askedAt, scheduledAt: askedAt } });
  const people = await db.delivery.count({ where: { broadcastId: id, state: "handed" } });
  const { settleByList } = await import("./graph-settle");
  const look = async (status: string, count: number, seen: string | null = null) => {
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${`watch:${id}`}`;
    const asked = await db.broadcast.findUniqueOrThrow({ where: { id } });
    await settleByList(page.pageId as never, asked, await openGraphWith(askedAt, status, count), seen);
    const jobs = await db.$queryRaw<{ payload: { seen: string | null } }[]>`
      SELECT payload FROM graphile_worker._private_jobs WHERE key = ${`watch:${id}`}`;
    return { jobs: jobs.map(({ payload }) => payload.seen), broadcast: await world.read(page, id) };
  };
  return { people, look };
}

test("one that reached somebody more than our copy of the Page knew may be ours: a person is told that it appeared", async () => {
  const { people, look } = await openOverdue();
  const { broadcast } = await look("FINISHED", people + 1);
  expect(broadcast).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  expect(broadcast.stoppedReason).toMatch(/a broadcast appeared/);
});

test("one that still goes out after ten minutes is looked at until it is over, and then taken for ours", async () => {
  const { people, look } = await openOverdue();
  expect((await look("IN_PROGRESS", people - 1)).jobs).toEqual([null]);
  expect((await look("FINISHED", people)).jobs).toEqual(["827"]);
  const { broadcast } = await look("FINISHED", people, "827");
  expect(broadcast).toMatchObject({ state: "sending", stoppedReason: null });
});

test("a kill while it is noted that Facebook has it leaves nothing that nobody watches", async () => {
  const { db, page, id } = await openUnanswered();
  const { takeFromGraph } = await import("./graph-settle");
  // No job can be written: as when the process is killed right before.
  await db.$executeRaw`ALTER TABLE graphile_worker._private_jobs RENAME COLUMN priority TO importance`;
  const taken = takeFromGraph(page.pageId as never, { id, scheduledAt: null }, `taken-${id}`);
  await expect(taken).rejects.toThrow();
  await db.$executeRaw`ALTER TABLE graphile_worker._private_jobs RENAME COLUMN importance TO priority`;
  expect(await world.read(page, id)).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
});

test("when several could be ours it stays unknown until a person ends it as that, and nothing is sent again", async () => {
  const { db, page, id, byAnother } = await openUnanswered();
  await byAnother(0);
  await byAnother(0);
  await world.drainAll();
  const unsettled = await world.read(page, id);
  expect(unsettled).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  expect(unsettled.stoppedReason).toMatch(/2 broadcasts appeared/);
  const { endAsUnknown } = await import("./graph-settle");
  const user = await db.user.findFirstOrThrow();
  await endAsUnknown(page.pageId as never, user.id, id);
  await world.drainAll();
  const { state, counts, recipients } = await world.read(page, id);
  expect({ state, unknown: counts.unknown }).toEqual({ state: "unknown", unknown: recipients });
});

test("a look that finds none proves nothing: only two in a row, after ten minutes, make a person look", async () => {
  const { page, id, age } = await openUnanswered();
  await world.drainAll();
  await age(11);
  const { db } = await import("../db");
  const { watchGraphBroadcast } = await import("./graph-broadcast");
  await watchGraphBroadcast({ pageId: page.pageId, broadcastId: id });
  expect((await world.read(page, id)).stoppedReason).toBeNull();
  expect(await db().broadcast.count({ where: { id, graphState: "unknown" } })).toBe(1);
  await world.drainAll();
  expect((await world.read(page, id)).stoppedReason).toMatch(/no such broadcast/);
});

async function openKept(inMinutes = 60) {
  const { db } = await import("../db");
  const { graphOf } = await import("../facebook-pages/data");
  const page = await openLegacyPage(world, 20);
  const change = { ...wanted, scheduledAt: minutes(inMinutes).toISOString() };
  const id = await world.start(page, allOf(page), "Hello", change);
  await world.drain();
  const { graphBroadcastId } = await db().broadcast.findUniqueOrThrow({ where: { id } });
  const graph = await graphOf(page.pageId as never);
  const user = await db().user.findFirstOrThrow();
  return { db: db(), page, id, user, onGraph: () => graph.getBroadcast(graphBroadcastId!) };
}

test("what Facebook keeps is taken back when our copy of the Page is too far behind to know who would get it", async () => {
  const { db, page, id, onGraph } = await openKept();
  const data = { pageId: page.pageId, body: Buffer.from("{}"), receivedAt: minutes(-6) };
  await db.webhookDelivery.create({ data });
  const { watchGraphBroadcast } = await import("./graph-broadcast");
  await watchGraphBroadcast({ pageId: page.pageId, broadcastId: id });
  expect((await onGraph()).status).toBe("CANCELED");
  const held = await world.read(page, id);
  expect(held).toMatchObject({ state: "draft", recipients: 0 });
  expect(held.stoppedReason).toMatch(/waiting for 6 minutes/);
});

test("what Facebook keeps is looked at once more half a minute before its time", async () => {
  const { db, page, id } = await openKept(5);
  const { watchGraphBroadcast } = await import("./graph-broadcast");
  await watchGraphBroadcast({ pageId: page.pageId, broadcastId: id });
  const [job] = await db.$queryRaw<{ run_at: Date }[]>`
    SELECT run_at FROM graphile_worker._private_jobs WHERE key = ${`watch:${id}`}`;
  const { scheduledAt } = await db.broadcast.findUniqueOrThrow({ where: { id } });
  const leftMs = scheduledAt!.getTime() - job!.run_at.getTime();
  expect(leftMs).toBeGreaterThan(25_000);
  expect(leftMs).toBeLessThan(35_000);
});

test("a STOP while it is looked at has it looked at again at once: what that look ends with does not put it off", async () => {
  const { db, page, id } = await openKept(5);
  const { guardScheduled, watchGraphBroadcast } = await import("./graph-broadcast");
  await db.$transaction((transaction) => guardScheduled(transaction, page.pageId as never));
  await watchGraphBroadcast({ pageId: page.pageId, broadcastId: id });
  const [due] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker._private_jobs
     WHERE payload->>'broadcastId' = ${id} AND run_at <= now()`;
  expect(due!.count).toBe(1);
});

test("a cancelled one’s people are told apart from those who were written to, also after a kill in between", async () => {
  const { db, page, id, user } = await openKept();
  const { cancelBroadcast } = await import("./mutations");
  // From the moment at which it is cancelled nothing can be written to its lines: as when the process is killed there.
  await db.$executeRaw`ALTER TABLE delivery RENAME COLUMN reason TO why`;
  await cancelBroadcast(page.pageId as never, user.id, id).catch(() => undefined);
  await db.$executeRaw`ALTER TABLE delivery RENAME COLUMN why TO reason`;
  expect(await world.read(page, id)).toMatchObject({ state: "cancelled" });
  await world.drainAll();
  const { counts, recipients } = await world.read(page, id);
  expect(counts).toMatchObject({ handed: 0, skipped: recipients });
});

test("when Facebook does not say what came of taking a broadcast back, that is what a person is told", async () => {
  const { createGraphClient } = await import("../graph/client");
  const { takeBackFromGraph } = await import("./graph-cancel");
  const answer = (status: number, body: object) => json(JSON.stringify(body), { status });
  const graph = createGraphClient({
    ...{ baseUrl: "https://graph.example", pageId: "1", profile: "legacy", token: "token" },
    dispatcher: openToldNetwork(({ method }) =>
      method === "POST"
        ? answer(400, { error: { message: "Only a scheduled broadcast can be canceled", code: 100 } })
        : answer(200, { id: "827" }),
    ),
  });
  expect(await takeBackFromGraph(graph, "827")).toBe("unknown");
});
