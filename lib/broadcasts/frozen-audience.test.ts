import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

async function openFrozen() {
  const { db } = await import("../db");
  const { freezePeople } = await import("../frozen-lists/mutations");
  const page = await world.openPage(12);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const kept = { name: "Spring", predicate: allOf(page), segmentId: null };
  const { id: frozenListId } = await freezePeople(pageId, user.id, kept);
  const people = await db().customer.findMany({ where: { pageId }, orderBy: { ordinal: "asc" } });
  return {
    ...{ db: db(), page, pageId, user, frozenListId, people },
    toList: { audienceKind: "frozen-list", frozenListId } as const,
    change: (at: number, data: object) =>
      db().customer.update({ where: { pageId_psid: { pageId, psid: people[at]!.psid } }, data }),
  };
}

test("a broadcast to a frozen list goes to its people whatever their labels are now, and under every other rule", async () => {
  const { db, page, pageId, toList, people, change } = await openFrozen();
  await db.assignment.deleteMany({ where: { pageId, ordinal: people[0]!.ordinal } });
  await change(1, { labelsKnown: false });
  await change(2, { optedOutAt: new Date() });
  await change(3, { blocked: true });
  await change(4, { windowOpenedAt: hoursAgo(25) });
  const id = await world.start(page, null, "Hello", toList);
  const { prepareBroadcast } = await import("./prepare");
  await prepareBroadcast({ pageId, broadcastId: id });
  await change(5, { optedOutAt: new Date() });
  await world.drainAll();
  const broadcast = await world.read(page, id);
  expect(broadcast).toMatchObject({
    ...{ state: "completed", predicted: 9, recipients: 9, frozenListName: "Spring", predicate: null },
    counts: { sent: 8, skipped: 1 },
  });
  const got = (await world.received(page.pageId)).map(({ psid }) => psid);
  expect(got).toEqual(expect.arrayContaining([people[0]!.psid, people[1]!.psid]));
  for (const at of [2, 3, 4, 5]) expect(got).not.toContain(people[at]!.psid);
});

test("its waterfall begins with who was kept; a segment that is left out takes off whose labels nobody knows", async () => {
  const { page, pageId, toList, user, change } = await openFrozen();
  const { reviewBroadcast } = await import("./review");
  const { saveBroadcast } = await import("./save-draft");
  const { saveSegment } = await import("../segments/mutations");
  await change(1, { labelsKnown: false });
  const predicate = { op: "LABEL", labelId: page.labels[1]!.id } as const;
  const segment = await saveSegment(pageId, user.id, { name: "B", predicate });
  const content = { kind: "text", text: "Hello" } as const;
  const draft = { ...toList, name: "Test", content, predicate: null, segmentId: null };
  const plain = await saveBroadcast(pageId, user.id, draft);
  const before = await reviewBroadcast(pageId, plain.id);
  expect(before.waterfall).toMatchObject({ matches: 12, labelsUnknown: 0, willReceive: 12 });
  const exclusions = { segmentIds: [segment.id], broadcastIds: [], contactedWithinDays: null };
  await saveBroadcast(pageId, user.id, { ...draft, id: plain.id, exclusions });
  const after = await reviewBroadcast(pageId, plain.id);
  expect(after.waterfall.steps[0]).toEqual({ code: "labels-unknown", people: 1 });
});

test("a list that a broadcast needs cannot be deleted; when it is gone all the same, nobody gets it and never everyone", async () => {
  const { db, page, pageId, toList, user, frozenListId } = await openFrozen();
  const { deleteFrozenList } = await import("../frozen-lists/mutations");
  const { reviewBroadcast } = await import("./review");
  const { saveBroadcast } = await import("./save-draft");
  const id = await world.start(page, null, "Hello", toList);
  await expect(deleteFrozenList(pageId, user.id, frozenListId)).rejects.toThrow("frozen-list-used");
  await db.frozenList.delete({ where: { id: frozenListId } });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "draft", recipients: 0, frozenListId: null });
  expect((await reviewBroadcast(pageId, id)).blockers[0]).toMatchObject({ code: "predicate" });
  expect(await world.received(page.pageId)).toEqual([]);
  const content = { kind: "text", text: "Hello" } as const;
  const draft = { name: "Test", content, predicate: null, segmentId: null };
  for (const wrong of [{ ...toList }, { audienceKind: "segment" } as const])
    await expect(saveBroadcast(pageId, user.id, { ...draft, ...wrong })).rejects.toThrow(/unknown|wrong/);
});

test("on a legacy Page it is one message a customer: the Broadcast API knows no lists", async () => {
  const { db, pageId, toList, user } = await openFrozen();
  const { reviewBroadcast } = await import("./review");
  const { saveBroadcast } = await import("./save-draft");
  await db.page.update({ where: { id: pageId }, data: { profile: "legacy" } });
  const content = { kind: "text", text: "Hello" } as const;
  const draft = { ...toList, name: "Test", content, predicate: null, segmentId: null };
  const { id } = await saveBroadcast(pageId, user.id, { ...draft, wantsBroadcastApi: true });
  expect((await reviewBroadcast(pageId, id)).way).toEqual({ way: "fan-out", why: "frozen-list" });
});

test("of many lines just frozen the database knows that they are many, so that a lease reads only what it takes", async () => {
  const { pool } = await import("../db");
  const { writeLines } = await import("./frozen-lines");
  const page = await world.openPage(3);
  const people = 10_000;
  const id = await world.start(page, allOf(page));
  await pool().query(
    `INSERT INTO customer (page_id, ordinal, psid, name)
     SELECT $1, 100 + n, (9000000 + n)::text, 'New' FROM generate_series(0, $2 - 1) AS n`,
    [page.pageId, people],
  );
  const ordinals = Int32Array.from({ length: people }, (_, at) => 100 + at);
  await writeLines(page.pageId as never, id, ordinals, { state: "pending", at: null });
  const { rows } = await pool().query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    `EXPLAIN (FORMAT JSON) SELECT FROM delivery WHERE broadcast_id = '${id}' AND state = 'pending'`,
  );
  expect(rows[0]!["QUERY PLAN"][0].Plan["Plan Rows"]).toBeGreaterThan(people / 2);
});
