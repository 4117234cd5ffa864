import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { audienceSteps } from "../domain/broadcast-audience";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const exclude = { segmentIds: [] as string[], broadcastIds: [] as string[], contactedWithinDays: null };

test("each person is at one step of the waterfall, the people of a step are listed with it, and the rest receive it", async () => {
  const { db } = await import("../db");
  const { reviewBroadcast } = await import("./review");
  const { listFallen } = await import("./audience-people");
  const { saveBroadcast } = await import("./save-draft");
  const { saveSegment } = await import("../segments/mutations");
  const { saveSendingSettings } = await import("../sending-settings/mutations");
  const { defaultSendingSettings } = await import("../sending-settings/schema");
  const page = await world.openPage(40);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const first = await world.start(page, { op: "LABEL", labelId: page.labels[1]!.id });
  await world.drain();
  const got = (await world.received(page.pageId)).map(({ psid }) => psid);
  const others = await db().customer.findMany({
    where: { pageId: page.pageId, psid: { notIn: got } },
    orderBy: { ordinal: "asc" },
  });
  const change = (at: number, data: object) =>
    db().customer.update({ where: { pageId_psid: { pageId: page.pageId, psid: others[at]!.psid } }, data });
  await change(0, { blocked: true });
  await change(1, { optedOutAt: new Date() });
  await change(2, { windowOpenedAt: hoursAgo(30) });
  await saveSendingSettings(pageId, user.id, {
    ...defaultSendingSettings,
    frequencyCap: { count: 2, days: 7 },
  });
  const segment = await saveSegment(pageId, user.id, {
    name: "B",
    predicate: { op: "LABEL", labelId: page.labels[1]!.id },
  });
  const draft = {
    ...{
      name: "Second",
      content: { kind: "text", text: "Hello" } as const,
      predicate: null,
      segmentId: null,
    },
    exclusions: { segmentIds: [segment.id], broadcastIds: [first], contactedWithinDays: 3 },
  };
  const { id } = await saveBroadcast(pageId, user.id, draft);
  const { waterfall } = await reviewBroadcast(pageId, id);
  expect(waterfall.steps).toEqual([
    { code: "excluded-segment", people: got.length },
    { code: "excluded-broadcast", people: 0 },
    { code: "contacted-lately", people: 0 },
    { code: "blocked", people: 1 },
    { code: "opted-out", people: 1 },
    { code: "over-cap", people: 0 },
    { code: "window-closed", people: 1 },
  ]);
  expect(waterfall).toMatchObject({ matches: 40, willReceive: 40 - got.length - 3 });
  const listed = await Promise.all(
    [...audienceSteps, "will-receive" as const].map((step) => listFallen(pageId, id, step, null)),
  );
  expect(listed.flatMap(({ rows }) => rows.map(({ psid }) => psid)).sort()).toEqual(
    [...others.map(({ psid }) => psid), ...got].sort(),
  );
});

test("an exclusion that comes true while the broadcast runs holds for whoever has not got it yet", async () => {
  const { db } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const page = await world.openPage(6);
  const earlier = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: earlier });
  const id = await world.start(page, null, "Hello", {
    exclusions: { ...exclude, broadcastIds: [earlier], contactedWithinDays: 1 },
  });
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  await db().delivery.updateMany({
    where: { broadcastId: earlier, ordinal: { lt: 2 } },
    data: { state: "sent", attemptedAt: new Date() },
  });
  await db().broadcast.update({ where: { id: earlier }, data: { state: "cancelled" } });
  await world.drainAll();
  const lines = await db().delivery.findMany({ where: { broadcastId: id }, orderBy: { ordinal: "asc" } });
  expect(lines.map(({ state, reason }) => [state, reason])).toEqual([
    ["skipped", "excluded-broadcast"],
    ["skipped", "excluded-broadcast"],
    ...Array<unknown>(4).fill(["sent", null]),
  ]);
});

test("whoever received as many broadcasts as the frequency cap allows is skipped by the next, with the reason", async () => {
  const { db } = await import("../db");
  const { saveSendingSettings } = await import("../sending-settings/mutations");
  const { defaultSendingSettings } = await import("../sending-settings/schema");
  const page = await world.openPage(8);
  const user = await db().user.findFirstOrThrow();
  const frequencyCap = { count: 1, days: 7 };
  await saveSendingSettings(page.pageId as never, user.id, { ...defaultSendingSettings, frequencyCap });
  const both = [await world.start(page, allOf(page)), await world.start(page, allOf(page))];
  await world.drainAll();
  const got = await world.received(page.pageId);
  expect(got.map(({ messages }) => messages.length)).toEqual(Array(8).fill(1));
  const reasons = await db().delivery.groupBy({
    by: ["state", "reason"],
    where: { broadcastId: { in: both } },
    _count: true,
  });
  expect(reasons).toEqual(
    expect.arrayContaining([
      { state: "sent", reason: null, _count: 8 },
      { state: "skipped", reason: "over-cap", _count: 8 },
    ]),
  );
});

test("under a tag those whose window is closed are counted in and get it, the others without a tag", async () => {
  const { db } = await import("../db");
  const { connectPage } = await import("../facebook-pages/mutations");
  const seeded = await world.connect({ customers: 12, labels: [{ name: "A", share: 1 }], profile: "legacy" });
  await world.drain();
  const user = await db().user.findFirstOrThrow();
  await connectPage({ id: seeded.pageId, name: "Test", profile: "legacy", token: seeded.token }, user.id);
  await db().customer.updateMany({
    where: { pageId: seeded.pageId, ordinal: { lt: 5 } },
    data: { windowOpenedAt: hoursAgo(48), lastMessageAt: hoursAgo(48) },
  });
  const plain = await world.start(seeded, allOf(seeded), "Your order is on its way");
  expect((await world.read(seeded, plain)).predicted).toBe(7);
  const tagged = await world.start(seeded, allOf(seeded), "Your order is on its way", {
    tag: "POST_PURCHASE_UPDATE",
    isTagConfirmed: true,
  });
  await world.drainAll();
  const broadcast = await world.read(seeded, tagged);
  expect(broadcast).toMatchObject({ predicted: 12, counts: { sent: 12 }, tagConfirmed: { by: "Admin" } });
  const got = await world.control<{ messages: { tag: string | null }[] }[]>(
    "GET",
    `received?page=${seeded.pageId}`,
  );
  const tags = got.flatMap(({ messages }) => messages.map(({ tag }) => tag));
  expect(tags.filter((tag) => tag === "POST_PURCHASE_UPDATE")).toHaveLength(5);
  expect(tags.filter((tag) => tag === null)).toHaveLength(14);
});

test("a tag is not used before somebody has said that it may be, and their word is gone with the next change", async () => {
  const { db } = await import("../db");
  const { reviewBroadcast } = await import("./review");
  const { saveBroadcast } = await import("./save-draft");
  const page = await world.openPage(3);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const draft = {
    ...{ name: "Test", content: { kind: "text", text: "20% off today" } as const, segmentId: null },
    ...{ predicate: allOf(page), tag: "ACCOUNT_UPDATE" as const },
  };
  const { id } = await saveBroadcast(pageId, user.id, draft);
  const codes = async () => (await reviewBroadcast(pageId, id)).blockers.map(({ code }) => code);
  await db().page.update({ where: { id: page.pageId }, data: { profile: "legacy" } });
  expect(await codes()).toEqual(["policy", "tag-unconfirmed"]);
  await saveBroadcast(pageId, user.id, { ...draft, id, isTagConfirmed: true });
  expect(await codes()).toEqual([]);
  await saveBroadcast(pageId, user.id, { ...draft, id, content: { kind: "text", text: "Half price" } });
  expect(await codes()).toEqual(["policy", "tag-unconfirmed"]);
  await db().page.update({ where: { id: page.pageId }, data: { profile: "current" } });
  await saveBroadcast(pageId, user.id, { ...draft, id, isTagConfirmed: true });
  expect((await reviewBroadcast(pageId, id)).blockers[0]?.message).toMatch(
    /ended the message tag.*utility template/i,
  );
});

test("how many windows will be open is what the waterfall says at that time, and never grows", async () => {
  const { db } = await import("../db");
  const { forecastWindows } = await import("./audience-people");
  const { compileAudience } = await import("./compiled-audience");
  const { noExclusions } = await import("../domain/broadcast-audience");
  const page = await world.openPage(30);
  const pageId = page.pageId as never;
  await db().customer.updateMany({
    where: { pageId: page.pageId, ordinal: { lt: 3 } },
    data: { windowOpenedAt: hoursAgo(23.9) },
  });
  const id = await world.start(page, allOf(page));
  const { points } = await forecastWindows(pageId, id);
  expect(points).toHaveLength(97);
  for (const point of points.filter((_, at) => at % 16 === 0)) {
    const question = {
      pageId,
      source: allOf(page),
      exclusions: noExclusions,
      tag: null,
      contentKind: "text",
    } as const;
    const { willReceive } = await compileAudience({ ...question, at: new Date(point.at) });
    expect(point.people).toBe(willReceive);
  }
  expect(points.map(({ people }) => people)).toEqual(
    points.map(({ people }) => people).sort((a, b) => b - a),
  );
  expect(points.at(-1)!.people).toBe(0);
});
