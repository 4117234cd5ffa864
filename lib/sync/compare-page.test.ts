import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const truthOf = (pageId: string) => world.control<Truth>("GET", `truth?page=${pageId}`);

/** A Page that is in step, and from then on tells us nothing: what happens on it is drift. */
async function connectDeafPage(customers = 60) {
  const page = await world.connect({ customers });
  await world.drain();
  await world.control("POST", "faults", { pageId: page.pageId, kind: "webhook-drop", path: "" });
  return page;
}

async function changeInFacebook(pageId: string, labels: { id: string }[]) {
  const { customers } = await truthOf(pageId);
  for (const [index, { psid, labelIds }] of customers.slice(0, 8).entries()) {
    const labelId = labels[index % labels.length]!.id;
    const action = labelIds.includes(labelId) ? "remove" : "add";
    await world.control("POST", `pages/${pageId}/inbox-labels`, { psid, labelId, action });
  }
  await world.control("POST", `pages/${pageId}/customers`, { name: "New Person", text: "Hello" });
  await world.control("POST", `pages/${pageId}/customers/${customers[20]!.psid}/write`, { text: "Again" });
  await world.control("POST", "flush");
}

async function compare(pageId: string, mode: "report" | "repair") {
  const { startComparison } = await import("./comparison-progress");
  const { getSyncReport } = await import("./report");
  await startComparison(pageId as never, mode, null);
  await world.drain();
  return getSyncReport(pageId as never);
}

test("a Page that is in step has no differences", async () => {
  const { pageId } = await world.connect({ customers: 60, hasOddAccounts: true });
  await world.drain();
  const report = await compare(pageId, "report");
  expect(report.comparison).toMatchObject({ state: "done", differences: 0 });
});

test("what Facebook did not tell is found and told, and nothing is changed until somebody repairs it", async () => {
  const { repairDrift } = await import("./repair-drift");
  const { db } = await import("../db");
  const { pageId, labels } = await connectDeafPage();
  const before = await readCachedLabels(pageId);
  await changeInFacebook(pageId, labels);
  const report = await compare(pageId, "report");
  expect(await readCachedLabels(pageId)).toEqual(before);
  const kinds = report.drift.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind.startsWith("assignment"))).toHaveLength(8);
  expect(kinds).toContain("customer-missing");
  expect(kinds).toContain("message-missing");
  expect(report.comparison).toMatchObject({ differences: 10, unrepaired: 10 });

  const user = await db().user.findFirstOrThrow();
  expect(await repairDrift(pageId as never, user.id)).toBe(10);
  expect(await repairDrift(pageId as never, user.id)).toBe(0);
  await world.drain();
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
  expect((await compare(pageId, "report")).comparison).toMatchObject({ differences: 0 });
});

test("a comparison that repairs ends with exactly what the Page has, labels and names included", async () => {
  const { db } = await import("../db");
  const { pageId, labels, token } = await connectDeafPage();
  await changeInFacebook(pageId, labels);
  await fetch(`${world.emulator.url}/v25.0/${labels[2]!.id}?access_token=${token}`, { method: "DELETE" });
  await fetch(
    `${world.emulator.url}/v25.0/${pageId}/custom_labels?page_label_name=Made+elsewhere&access_token=${token}`,
    { method: "POST" },
  );
  await db().label.updateMany({ where: { pageId, labelId: labels[0]!.id }, data: { name: "An old name" } });
  const report = await compare(pageId, "repair");
  expect(report.comparison).toMatchObject({ state: "done", unrepaired: 0 });
  const kinds = report.drift.map(({ kind }) => kind);
  for (const kind of ["label-missing", "label-orphaned", "label-renamed"]) expect(kinds).toContain(kind);
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
  const names = await db().label.findMany({ where: { pageId }, select: { name: true } });
  expect(names.map(({ name }) => name).sort()).toEqual(["A", "B", "Made elsewhere"]);
});

test("who said STOP while nothing was told, or before the first import, is opted out as soon as it is read", async () => {
  const { db } = await import("../db");
  const isOptedOut = async (pageId: string, psid: string) =>
    (await db().customer.findUniqueOrThrow({ where: { pageId_psid: { pageId, psid } } })).optedOutAt !== null;
  const says = (pageId: string, psid: string, text: string) =>
    world.control("POST", `pages/${pageId}/customers/${psid}/write`, { text });
  const { pageId } = await world.connect({ customers: 5 });
  const [before, later, back] = (await truthOf(pageId)).customers.map(({ psid }) => psid) as [
    string,
    string,
    string,
  ];
  await world.control("POST", "faults", { pageId, kind: "webhook-drop", path: "" });
  await says(pageId, before, "Stop!");
  await world.drain();
  expect(await isOptedOut(pageId, before)).toBe(true);

  await says(pageId, later, "STOP");
  await says(pageId, later, "thank you");
  await says(pageId, back, "stop");
  await says(pageId, back, "start");
  await compare(pageId, "report");
  expect(await isOptedOut(pageId, later)).toBe(true);
  expect(await isOptedOut(pageId, back)).toBe(false);
  expect(await isOptedOut(pageId, before)).toBe(true);
});

test("a comparison that Facebook interrupts goes on where it was, and says why it waits", async () => {
  const { db } = await import("../db");
  const { getSyncReport } = await import("./report");
  const { pageId, labels } = await connectDeafPage(130);
  await changeInFacebook(pageId, labels);
  await world.control("POST", "faults", {
    pageId,
    kind: "error",
    path: "custom_labels",
    method: "GET",
    error: { code: 80006, isTransient: true },
  });
  const waiting = await compare(pageId, "repair");
  expect(waiting.comparison).toMatchObject({ state: "running" });
  expect(waiting.comparison?.trouble).toMatch(/slow down/);
  await world.control("DELETE", `faults?page=${pageId}`);
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await world.drain();
  const report = await getSyncReport(pageId as never);
  expect(report.comparison).toMatchObject({ state: "done", trouble: null, unrepaired: 0 });
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
});

test("a Page that Facebook unsubscribed is subscribed again and compared", async () => {
  const { db } = await import("../db");
  const { watchWebhooks } = await import("./watch-webhooks");
  const { pageId, labels, token } = await world.connect();
  await world.drain();
  await fetch(`${world.emulator.url}/v25.0/${pageId}/subscribed_apps?access_token=${token}`, {
    method: "DELETE",
  });
  await changeInFacebook(pageId, labels);
  await watchWebhooks();
  await world.drain();
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
  expect(await db().activity.count({ where: { pageId, action: "page.resubscribed" } })).toBe(1);
  await watchWebhooks();
  expect(await db().job.count({ where: { pageId, kind: "compare" } })).toBe(1);
  const { customers } = await truthOf(pageId);
  const change = { psid: customers[0]!.psid, labelId: labels[1]!.id };
  const has = customers[0]!.labelIds.includes(change.labelId);
  await world.control("POST", `pages/${pageId}/inbox-labels`, { ...change, action: has ? "remove" : "add" });
  await world.settle();
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
});

test("a Page that is only being connected is not taken for unsubscribed, and an unreadable token holds up no other", async () => {
  const { db } = await import("../db");
  const { watchWebhooks } = await import("./watch-webhooks");
  const unsubscribe = ({ pageId, token }: TestPage) =>
    fetch(`${world.emulator.url}/v25.0/${pageId}/subscribed_apps?access_token=${token}`, {
      method: "DELETE",
    });
  const unreadable = await world.connect();
  const lost = await world.connect();
  await world.drain();
  await db().page.update({ where: { id: unreadable.pageId }, data: { tokenSealed: "" } });
  const begun = await world.connect();
  await Promise.all([unsubscribe(lost), unsubscribe(begun)]);
  await watchWebhooks();
  const alarms = await db().activity.findMany({
    where: { action: "page.resubscribed" },
    select: { pageId: true },
  });
  const alarmed = alarms.map(({ pageId }) => pageId);
  expect(alarmed).toContain(lost.pageId);
  expect(alarmed).not.toContain(begun.pageId);
  expect(await db().job.count({ where: { pageId: begun.pageId, kind: "compare" } })).toBe(0);
  await db().page.update({ where: { id: unreadable.pageId }, data: { disconnectedAt: new Date() } });
});

test("webhooks that are applied again change nothing", async () => {
  const { replayWebhooks } = await import("./mutations");
  const { pageId, labels } = await world.connect();
  await world.drain();
  const { customers } = await truthOf(pageId);
  for (const action of ["add", "remove", "add"])
    await world.control("POST", `pages/${pageId}/inbox-labels`, {
      psid: customers[0]!.psid,
      labelId: labels[0]!.id,
      action,
    });
  await world.settle();
  const before = await readCachedLabels(pageId);
  expect(await replayWebhooks(pageId as never, { hours: 1 })).toBeGreaterThan(0);
  await world.drain();
  expect(await readCachedLabels(pageId)).toEqual(before);
  expect(before).toEqual(toLabels(await truthOf(pageId)));
});
