import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, setSettings, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000);

async function openPageWhoseWindows(close: { inHours: number; people: number }) {
  const { db } = await import("../db");
  const page = await world.openPage(8);
  await db().customer.updateMany({
    where: { pageId: page.pageId },
    data: { windowOpenedAt: hoursFromNow(-1), lastMessageAt: hoursFromNow(-1) },
  });
  await db().customer.updateMany({
    where: { pageId: page.pageId, ordinal: { lt: close.people } },
    data: { windowOpenedAt: hoursFromNow(close.inHours - 24) },
  });
  return page;
}

async function saveFor(page: { pageId: string }, hours: number, change: object = {}) {
  const { db } = await import("../db");
  const { saveBroadcast } = await import("./save-draft");
  const user = await db().user.findFirstOrThrow();
  const content = { kind: "text", text: "Hello" } as const;
  const { id } = await saveBroadcast(page.pageId as never, user.id, {
    ...{ name: "Later", content, predicate: null, segmentId: null, timeZone: "UTC" },
    ...{ scheduledAt: hoursFromNow(hours).toISOString(), ...change },
  });
  return { id, userId: user.id };
}

test("a broadcast for later is reviewed, listed and promised as it will be at its time, and says how many it would be now", async () => {
  const { listFallen } = await import("./audience-people");
  const { reviewBroadcast } = await import("./review");
  const { startBroadcast } = await import("./start");
  const page = await openPageWhoseWindows({ inHours: 2, people: 3 });
  const pageId = page.pageId as never;
  const { id, userId } = await saveFor(page, 4);
  const { waterfall, peopleNow, blockers, broadcast } = await reviewBroadcast(pageId, id);
  expect({ then: waterfall.willReceive, now: peopleNow, blockers }).toEqual({
    then: 5,
    now: 8,
    blockers: [],
  });
  expect((await listFallen(pageId, id, "window-closed", null)).rows).toHaveLength(3);
  expect((await listFallen(pageId, id, "will-receive", null)).rows).toHaveLength(5);
  const agreed = { basedOn: broadcast.updatedAt, expectedRecipients: 5 };
  await startBroadcast(pageId, userId, id, agreed);
  expect(await world.read(page, id)).toMatchObject({ state: "scheduled", predicted: 5 });
});

test("when every window will have closed by its time that is a warning, since who writes meanwhile gets it; one for now is blocked", async () => {
  const { reviewBroadcast } = await import("./review");
  const page = await openPageWhoseWindows({ inHours: 2, people: 8 });
  const pageId = page.pageId as never;
  const later = await reviewBroadcast(pageId, (await saveFor(page, 48)).id);
  expect(later.waterfall.willReceive).toBe(0);
  expect(later.warnings.map(({ code }) => code)).toContain("nobody-then");
  expect(later.blockers).toEqual([]);
  const { db } = await import("../db");
  await db().customer.updateMany({ where: { pageId: page.pageId }, data: { windowOpenedAt: null } });
  const none = await reviewBroadcast(pageId, (await saveFor(page, 48)).id);
  expect(none.blockers.map(({ code }) => code)).toEqual(["nobody"]);
});

test("a second person agrees to as many as it may be, now or then, so that a small number for later asks nobody less", async () => {
  const { db } = await import("../db");
  const { approveBroadcast } = await import("./start");
  const { reviewBroadcast } = await import("./review");
  const page = await openPageWhoseWindows({ inHours: 2, people: 7 });
  const pageId = page.pageId as never;
  await setSettings(page.pageId, { approvalAbove: 4 });
  const { id } = await saveFor(page, 4);
  const before = await reviewBroadcast(pageId, id);
  expect(before.waterfall.willReceive).toBe(1);
  expect(before.approval).toMatchObject({ people: 8, isNeeded: true, isGiven: false });
  expect(before.blockers.map(({ code }) => code)).toEqual(["approval"]);
  const second = await db().user.create({ data: { email: "second@example.com", name: "Second" } });
  const agreed = { basedOn: before.broadcast.updatedAt, expectedRecipients: 8 };
  await approveBroadcast(pageId, second.id, id, agreed);
  const after = await reviewBroadcast(pageId, id);
  expect(after.approval).toMatchObject({ isGiven: true });
  expect(after.blockers).toEqual([]);
});

test("whoever’s labels are unknown can be listed beside the audience, and nobody else with them", async () => {
  const { db } = await import("../db");
  const { listFallen } = await import("./audience-people");
  const { reviewBroadcast } = await import("./review");
  const page = await world.openPage(6);
  const pageId = page.pageId as never;
  await db().customer.updateMany({
    where: { pageId: page.pageId, ordinal: { in: [1, 4] } },
    data: { labelsKnown: false, labelsUnknownReason: "unreadable" },
  });
  const { id } = await saveFor(page, 1, { scheduledAt: null, predicate: allOf(page) });
  expect((await reviewBroadcast(pageId, id)).waterfall).toMatchObject({ labelsUnknown: 2, matches: 4 });
  const { rows } = await listFallen(pageId, id, "labels-unknown", null);
  expect(rows.map(({ ordinal }) => ordinal)).toEqual([1, 4]);
});

test("the report of one that was cancelled before its time tells of nobody who ceased to qualify", async () => {
  const { cancelBroadcast } = await import("./mutations");
  const { readReport } = await import("./report");
  const page = await world.openPage(5);
  const pageId = page.pageId as never;
  const id = await world.start(page, allOf(page), "Hello", {
    scheduledAt: hoursFromNow(1).toISOString(),
    timeZone: "UTC",
  });
  const { db } = await import("../db");
  await cancelBroadcast(pageId, (await db().user.findFirstOrThrow()).id, id);
  await world.drain();
  expect(await readReport(pageId, id)).toMatchObject({ predicted: 5, changedAtStart: 0 });
});
