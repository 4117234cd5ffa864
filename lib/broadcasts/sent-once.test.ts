import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, setSettings, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test("of two broadcasts that reach the same people at the same moment, the cap lets one through to each", async () => {
  const { db } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const { sendBroadcast } = await import("./send");
  const page = await world.openPage(60);
  const { pageId } = page;
  await setSettings(pageId, { frequencyCap: { count: 1, days: 1 } });
  const ids = [await world.start(page, allOf(page)), await world.start(page, allOf(page))];
  for (const broadcastId of ids) await prepareBroadcast({ pageId, broadcastId });
  const run = (broadcastId: string, holder: string) =>
    sendBroadcast({ pageId, broadcastId }, { holder, abortSignal: undefined });
  await Promise.all(ids.map((id, at) => run(id, `worker-${at}`)));
  await world.drainAll();
  const got = await world.received(pageId);
  expect(got).toHaveLength(60);
  expect(got.filter(({ messages }) => messages.length > 1)).toEqual([]);
  expect(await db().delivery.count({ where: { pageId, state: "skipped", reason: "over-cap" } })).toBe(60);
});

test("a time that is over is refused at its field, and nothing goes out at once instead", async () => {
  const page = await world.openPage(2);
  const past = { scheduledAt: inMinutes(-1).toISOString() };
  await expect(world.start(page, allOf(page), "Hello", past)).rejects.toMatchObject({
    ...{ code: "broadcast-time-past", field: "scheduledAt" },
  });
  await world.drainAll();
  expect(await world.received(page.pageId)).toEqual([]);
});

test("whose time passed long ago while nothing ran is held back and asks a person; shortly after it, it still goes", async () => {
  const { db } = await import("../db");
  const page = await world.openPage(2);
  const schedule = (tooLateAt?: string) =>
    world.start(page, allOf(page), "Hello", { scheduledAt: inMinutes(5).toISOString(), tooLateAt });
  const ids = [await schedule(), await schedule(), await schedule(inMinutes(60).toISOString())] as const;
  const [shortly, missed, named] = ids;
  const move = (id: string, minutes: number) =>
    db().broadcast.update({ where: { id }, data: { scheduledAt: inMinutes(minutes) } });
  await move(shortly, -29);
  await move(missed, -31);
  await move(named, -31);
  await world.drainAll();
  expect(await world.read(page, shortly)).toMatchObject({ state: "completed", counts: { sent: 2 } });
  const held = await world.read(page, missed);
  expect(held).toMatchObject({ state: "draft", recipients: 0 });
  expect(held.stoppedReason).toMatch(/passed 31 minutes ago/);
  expect(await world.read(page, named)).toMatchObject({ state: "completed", counts: { sent: 2 } });
  const line = { pageId: page.pageId, action: "broadcast.held-back" };
  expect(await db().activity.count({ where: line })).toBe(1);
});

test("what somebody changed while it was being looked at is not made a draft over their heads", async () => {
  const { db } = await import("../db");
  const { holdBack } = await import("./hold-back");
  const { Problem } = await import("../problem");
  const page = await world.openPage(2);
  const id = await world.start(page, allOf(page), "Hello", { scheduledAt: inMinutes(5).toISOString() });
  const seen = await db().broadcast.findUniqueOrThrow({ where: { id } });
  await db().broadcast.update({ where: { id }, data: { scheduledAt: inMinutes(9) } });
  await holdBack(page.pageId as never, seen, new Problem("broadcast-nobody"));
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", stoppedReason: null });
});

async function openApproved(customers: number) {
  const { db } = await import("../db");
  const { saveBroadcast } = await import("./save-draft");
  const { approveBroadcast, startBroadcast } = await import("./start");
  const { reviewBroadcast } = await import("./review");
  const page = await world.openPage(customers);
  const pageId = page.pageId as never;
  await setSettings(page.pageId, { approvalAbove: 10 });
  const author = await db().user.findFirstOrThrow();
  const second = await db().user.create({ data: { email: `${page.pageId}@example.com`, name: "Second" } });
  const written = { name: "Test", content: { kind: "text", text: "Hello" } as const, segmentId: null };
  const draft = { ...written, predicate: allOf(page), scheduledAt: inMinutes(5).toISOString() };
  const { id } = await saveBroadcast(pageId, author.id, draft);
  const agreed = async () => {
    const { waterfall, broadcast } = await reviewBroadcast(pageId, id);
    return { expectedRecipients: waterfall.willReceive, basedOn: broadcast.updatedAt };
  };
  await approveBroadcast(pageId, second.id, id, await agreed());
  return {
    ...{ db: db(), page, id },
    schedule: async () => startBroadcast(pageId, author.id, id, await agreed()),
    /** So many more people fit it by the time it begins. */
    grow: async (people: number) => {
      const label = await db().label.findFirstOrThrow({ where: { labelId: page.labels[0]!.id } });
      const { next_ordinal: first } = (
        await db().$queryRaw<[{ next_ordinal: number }]>`
          UPDATE page SET next_ordinal = next_ordinal + ${people} WHERE id = ${page.pageId}
          RETURNING next_ordinal - ${people} AS next_ordinal`
      )[0];
      const ordinals = Array.from({ length: people }, (_, at) => first + at);
      const now = new Date();
      await db().customer.createMany({
        data: ordinals.map((ordinal) => ({
          ...{ pageId: page.pageId, ordinal, psid: `99${ordinal}`, name: "New", labelsKnown: true },
          ...{ windowOpenedAt: now, lastMessageAt: now },
        })),
      });
      await db().assignment.createMany({
        data: ordinals.map((ordinal) => ({ pageId: page.pageId, ordinal, labelKey: label.key })),
      });
    },
  };
}

test("an audience that grew far beyond what was approved is not sent to: it waits for approval again, and says so", async () => {
  const { db, page, id, schedule, grow } = await openApproved(20);
  await schedule();
  await grow(25);
  await db.broadcast.update({ where: { id }, data: { scheduledAt: inMinutes(-1) } });
  await world.drainAll();
  const held = await world.read(page, id);
  expect(held).toMatchObject({ state: "draft", approved: null, recipients: 0 });
  expect(held.stoppedReason).toMatch(/^20 people were approved, and now 45/);
  expect(await world.received(page.pageId)).toEqual([]);
});

test("it is counted once more as the audience is frozen: grown since the start, it is held back too", async () => {
  const { db, page, id, schedule, grow } = await openApproved(20);
  await schedule();
  await db.broadcast.update({ where: { id }, data: { state: "preparing" } });
  await grow(25);
  const { prepareBroadcast } = await import("./prepare");
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  expect(await world.read(page, id)).toMatchObject({ state: "draft", approved: null, recipients: 0 });
});

test("a few more than were approved are within the agreement", async () => {
  const { isOutgrown } = await import("./approval");
  expect([isOutgrown(20, 44), isOutgrown(20, 45)]).toEqual([false, true]);
  expect([isOutgrown(1_000, 1_100), isOutgrown(1_000, 1_101)]).toEqual([false, true]);
});
