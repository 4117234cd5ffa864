import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { noExclusions } from "../domain/broadcast-audience";
import {
  allOf,
  openBroadcastWorld,
  openLegacyPage,
  setSettings,
  wanted,
  type BroadcastWorld,
} from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const openLegacy = (customers: number) => openLegacyPage(world, customers);
const plain = { isCanary: false, tooLateAt: null };

test("a call without an answer is unknown, settled by looking at the Page’s broadcasts, and never made again", async () => {
  const page = await openLegacy(20);
  const lost = { kind: "drop-after-effect", path: "broadcast_messages", method: "POST", count: 1 };
  await world.control("POST", "faults", { pageId: page.pageId, ...lost });
  const id = await world.start(page, allOf(page), "Hello", wanted);
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  await expect
    .poll(async () => {
      await world.drainAll();
      return (await world.read(page, id)).state;
    })
    .toBe("completed");
  const got = await world.received(page.pageId);
  expect(got.every(({ messages }) => messages.length === 1)).toBe(true);
  expect((await world.read(page, id)).graph.messagesSent).toBe(got.length);
});

test("minutes that its lines took do not make our own one another’s: its time is the time of the call", async () => {
  const { db } = await import("../db");
  const page = await openLegacy(20);
  const lost = { kind: "drop-after-effect", path: "broadcast_messages", method: "POST", count: 1 };
  await world.control("POST", "faults", { pageId: page.pageId, ...lost });
  const id = await world.start(page, allOf(page), "Hello", wanted);
  // Whatever was noted before the lines is five minutes old when they are written.
  await db().$executeRaw`
    CREATE FUNCTION grow_old() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      UPDATE broadcast SET graph_asked_at = graph_asked_at - interval '5 minutes';
      RETURN NULL;
    END $$`;
  await db().$executeRaw`
    CREATE TRIGGER grow_old AFTER INSERT ON delivery FOR EACH STATEMENT EXECUTE FUNCTION grow_old()`;
  await world.drain();
  await db().$executeRaw`DROP FUNCTION grow_old CASCADE`;
  await expect
    .poll(async () => {
      await world.drainAll();
      return (await world.read(page, id)).state;
    })
    .toBe("completed");
});

/** As a worker leaves it that was killed right before its call, so many minutes ago. */
async function openUnanswered(minutes: number) {
  const { db } = await import("../db");
  const page = await openLegacy(10);
  const id = await world.start(page, allOf(page), "Hello", wanted);
  const askedAt = (ago: number) => new Date(Date.now() - ago * 60_000);
  const data = { graphState: "asking", graphAskedAt: askedAt(minutes) };
  await db().broadcast.update({ where: { id }, data });
  await world.drain();
  await world.drainAll();
  const age = (ago: number) => db().broadcast.update({ where: { id }, data: { graphAskedAt: askedAt(ago) } });
  return { db: db(), page, id, age };
}

test("a call without an answer is looked for over ten minutes; then a person is asked to look, and nothing is said to be known", async () => {
  const { page, id, age } = await openUnanswered(1);
  const looking = await world.read(page, id);
  expect(looking).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  expect(looking.graph.lookedForUntil).not.toBeNull();
  await age(11);
  await world.drainAll();
  await world.drainAll();
  const unseen = await world.read(page, id);
  expect(unseen).toMatchObject({ state: "preparing", graph: { isUnknown: true } });
  expect(unseen.stoppedReason).toMatch(/no such broadcast.*not sent again/);
  expect(await world.received(page.pageId)).toEqual([]);
});

test("while one call has no answer, another broadcast of the Page waits and says so: no id is taken for another’s", async () => {
  const { db, page, id, age } = await openUnanswered(1);
  const second = await world.start(page, allOf(page), "Second", wanted);
  await world.drain();
  const waiting = await world.read(page, second);
  expect(waiting).toMatchObject({ state: "preparing", graph: { isAsked: false } });
  expect(waiting.stoppedReason).toMatch(/another broadcast of this Page/);
  await age(11);
  await world.drainAll();
  // Minutes prove nothing: it waits for as long as a person has not said how the first one ends.
  expect(await db.broadcast.findUniqueOrThrow({ where: { id: second } })).toMatchObject({
    graphBroadcastId: null,
  });
  const user = await db.user.findFirstOrThrow();
  const { endAsUnknown } = await import("./graph-settle");
  await endAsUnknown(page.pageId as never, user.id, id);
  await world.drainAll();
  await world.drainAll();
  const { graphBroadcastId } = await db.broadcast.findUniqueOrThrow({ where: { id: second } });
  expect(graphBroadcastId).not.toBeNull();
  await expect(db.broadcast.update({ where: { id }, data: { graphBroadcastId } })).rejects.toThrow();
});

test("trouble before the call is waited for; after half an hour a person is asked again", async () => {
  const { db } = await import("../db");
  const page = await openLegacy(10);
  const busy = { kind: "error", path: "message_creatives", method: "POST", error: { code: 4 } };
  await world.control("POST", "faults", { pageId: page.pageId, ...busy });
  const id = await world.start(page, allOf(page), "Hello", wanted);
  await world.drain();
  const waiting = await world.read(page, id);
  expect(waiting).toMatchObject({ state: "preparing", graph: { isAsked: false } });
  expect(waiting.stoppedReason).toMatch(/slow down/);
  const preparingSince = new Date(Date.now() - 31 * 60_000);
  await db().broadcast.update({ where: { id }, data: { preparingSince } });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "draft" });
  expect(await world.received(page.pageId)).toEqual([]);
});

test("whoever opts out between the start and the call makes it a draft again: nobody is written to", async () => {
  const { db } = await import("../db");
  const page = await openLegacy(20);
  const id = await world.start(page, allOf(page), "Hello", wanted);
  const { ordinal } = await db().assignment.findFirstOrThrow({
    where: { pageId: page.pageId, label: { labelId: page.labels[0]!.id } },
  });
  const where = { pageId_ordinal: { pageId: page.pageId, ordinal } };
  await db().customer.update({ where, data: { optedOutAt: new Date() } });
  await world.drainAll();
  const held = await world.read(page, id);
  expect(held).toMatchObject({ state: "draft", recipients: 0 });
  expect(held.stoppedReason).toMatch(/opted out/);
  expect(await world.received(page.pageId)).toEqual([]);
});

async function openScheduled() {
  const { db } = await import("../db");
  const { graphOf } = await import("../facebook-pages/data");
  const page = await openLegacy(20);
  const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
  const id = await world.start(page, allOf(page), "Hello", { ...wanted, scheduledAt });
  await world.drain();
  const graph = await graphOf(page.pageId as never);
  const { graphBroadcastId } = await db().broadcast.findUniqueOrThrow({ where: { id } });
  return {
    ...{ db: db(), page, id, scheduledAt },
    onGraph: () => graph.getBroadcast(graphBroadcastId!),
    user: await db().user.findFirstOrThrow(),
  };
}

test("a scheduled one is kept by Facebook until its time, and cancelling takes it back there", async () => {
  const { page, id, scheduledAt, onGraph, user } = await openScheduled();
  const { cancelBroadcast } = await import("./mutations");
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", way: "broadcast-api" });
  const kept = await onGraph();
  expect(kept.status).toBe("SCHEDULED");
  expect(Math.abs(kept.scheduledAt!.getTime() - Date.parse(scheduledAt))).toBeLessThan(1_000);
  await cancelBroadcast(page.pageId as never, user.id, id);
  expect((await onGraph()).status).toBe("CANCELED");
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "cancelled", counts: { handed: 0 } });
});

test("when somebody opts out before its time, what Facebook keeps is taken back by itself, with the reason", async () => {
  const { db, page, id, onGraph } = await openScheduled();
  const { psid } = await db.customer.findFirstOrThrow({
    where: {
      pageId: page.pageId,
      assignments: { some: { label: { labelId: page.labels[0]!.id } } },
    },
  });
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/write`, { text: "STOP" });
  await world.settle();
  await world.drain();
  expect((await onGraph()).status).toBe("CANCELED");
  const held = await world.read(page, id);
  expect(held).toMatchObject({ state: "draft", recipients: 0 });
  expect(held.stoppedReason).toMatch(/opted out/);
});

test("a Page that is disconnected leaves nothing behind that Facebook would still send", async () => {
  const { db, page, onGraph, user } = await openScheduled();
  const { disconnectPage } = await import("../facebook-pages/disconnect");
  const { name } = await db.page.findUniqueOrThrow({ where: { id: page.pageId } });
  await disconnectPage({ id: page.pageId as never, name }, user.id, name);
  expect((await onGraph()).status).toBe("CANCELED");
});

test("when Facebook has begun it, it cannot be taken back any more, and is followed to its end", async () => {
  const { db, page, id, user } = await openScheduled();
  const { unscheduleBroadcast } = await import("./mutations");
  const { graphBroadcastId } = await db.broadcast.findUniqueOrThrow({ where: { id } });
  // Facebook began it a moment ago: it is one that was sent at once.
  const { graphOf } = await import("../facebook-pages/data");
  const graph = await graphOf(page.pageId as never);
  await graph.cancelBroadcast(graphBroadcastId!);
  const begun = await graph.sendBroadcast({
    messageCreativeId: await graph.createMessageCreative({ text: "Hello" }),
    audience: { custom_label_id: page.labels[0]!.id },
  });
  await db.broadcast.update({ where: { id }, data: { graphBroadcastId: begun, scheduledAt: new Date() } });
  await expect(unscheduleBroadcast(page.pageId as never, user.id, id)).rejects.toThrow(
    "broadcast-api-no-control",
  );
  await expect
    .poll(async () => {
      await world.drainAll();
      return (await world.read(page, id)).state;
    })
    .toBe("completed");
});

test("its people count as written to: a cap and an exclusion know them", async () => {
  const page = await openLegacy(20);
  const { compileBroadcast } = await import("./compile-broadcast");
  const { getBroadcast } = await import("./data");
  const id = await world.start(page, allOf(page), "Hello", wanted);
  await world.drainAll();
  const pageId = page.pageId as never;
  const { recipients, ...row } = await getBroadcast(pageId, id);
  const exclusions = { ...noExclusions, broadcastIds: [id] };
  const without = await compileBroadcast(pageId, { ...row, ...plain, exclusions, wantsBroadcastApi: false });
  expect(without.steps.find(({ code }) => code === "excluded-broadcast")?.people).toBe(recipients);
  await setSettings(page.pageId, { frequencyCap: { count: 1, days: 1 } });
  const capped = await compileBroadcast(pageId, { ...row, ...plain, wantsBroadcastApi: false });
  expect(capped.steps.find(({ code }) => code === "over-cap")?.people).toBe(recipients);
});

test("a scheduled one is not kept out by its own people: a cap of one, and “not written to lately”, look at others only", async () => {
  const page = await openLegacy(20);
  await setSettings(page.pageId, { frequencyCap: { count: 1, days: 7 } });
  const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
  const id = await world.start(page, allOf(page), "Hello", { ...wanted, scheduledAt });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", graph: { isUnknown: false } });
  const { watchGraphBroadcast } = await import("./graph-broadcast");
  await watchGraphBroadcast({ pageId: page.pageId, broadcastId: id });
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", stoppedReason: null });
});
