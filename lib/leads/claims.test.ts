import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
let psid: string;
let ingrid: string;
let aiko: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  const { db } = await import("../db");
  page = await world.connect({
    customers: 8,
    labels: [{ name: "Lead Complete", share: 1 }, "Lead in Progress"],
  });
  await world.drain();
  ingrid = (await db().user.findFirstOrThrow()).id;
  aiko = (await db().user.create({ data: { email: "aiko@example.com", name: "Aiko" } })).id;
  await db().membership.create({ data: { userId: aiko, pageId: page.pageId, role: "support-lead" } });
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  psid = customers.find(({ labelsReadable }) => labelsReadable)!.psid;
});
afterAll(() => world.close());

const pageId = () => page.pageId as never;

async function claimOf() {
  const { listLeads } = await import("./data");
  const { rows } = await listLeads(pageId(), "complete", null);
  return rows.find(({ customer }) => customer.psid === psid)?.claim ?? null;
}

test("of two who take a lead at once one has it, and the other is told who", async () => {
  const { claimLead, releaseLead } = await import("./claims");
  const results = await Promise.allSettled([
    claimLead(pageId(), ingrid, psid, false),
    claimLead(pageId(), aiko, psid, false),
  ]);
  const refused = results.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  expect(refused).toHaveLength(1);
  const claim = (await claimOf())!;
  expect(refused[0]).toMatchObject({ code: "lead-claimed", values: { who: claim.name } });
  const other = claim.userId === aiko ? ingrid : aiko;
  await expect(releaseLead(pageId(), other, psid)).rejects.toMatchObject({ code: "lead-claimed" });
  await releaseLead(pageId(), claim.userId, psid);
  expect(await claimOf()).toBeNull();
});

test("a lead is taken over and given to a colleague, each with its line, and only to somebody who works on leads", async () => {
  const { assignLead, claimLead } = await import("./claims");
  const { db } = await import("../db");
  await claimLead(pageId(), ingrid, psid, false);
  await claimLead(pageId(), aiko, psid, true);
  expect(await claimOf()).toMatchObject({ name: "Aiko" });
  await assignLead(pageId(), aiko, psid, ingrid);
  expect(await claimOf()).toMatchObject({ userId: ingrid });
  const marketer = await db().user.create({ data: { email: "m@example.com", name: "Mateus" } });
  await db().membership.create({ data: { userId: marketer.id, pageId: page.pageId, role: "marketer" } });
  await expect(assignLead(pageId(), ingrid, psid, marketer.id)).rejects.toMatchObject({
    code: "lead-not-theirs",
  });
  const lines = await db().activity.findMany({
    where: { pageId: page.pageId, action: { startsWith: "lead." } },
    orderBy: { id: "desc" },
    take: 3,
  });
  expect(lines.map(({ action }) => action)).toEqual(["lead.assigned", "lead.taken-over", "lead.claimed"]);
  const { listLeads } = await import("./data");
  const { team } = await listLeads(pageId(), "complete", null);
  expect(team.map(({ name }) => name)).toEqual(["Admin", "Aiko"]);
});

test("the Page’s own target is kept, with what it was before, and what is no number of minutes is refused", async () => {
  const { setLeadTarget } = await import("./claims");
  const { getLeadTarget } = await import("./data");
  await setLeadTarget(pageId(), ingrid, 45);
  expect(await getLeadTarget(pageId())).toEqual({ minutes: 45 });
  for (const wrong of [0, 1.5, Number.NaN, 10_081])
    await expect(setLeadTarget(pageId(), ingrid, wrong)).rejects.toMatchObject({ code: "lead-target-wrong" });
  await setLeadTarget(pageId(), ingrid, null);
  expect(await getLeadTarget(pageId())).toEqual({ minutes: null });
});

test("the funnel counts different people who came to a stage, however often they did", async () => {
  const { swapStage } = await import("./mutations");
  const { getLeadFunnel } = await import("./funnel");
  const stageOf = async (stage: string) =>
    (await getLeadFunnel(pageId())).stages.find((one) => one.stage === stage)!;
  const before = await stageOf("in-progress");
  for (const [from, to] of [
    ["complete", "in-progress"],
    ["in-progress", "complete"],
    ["complete", "in-progress"],
  ] as const)
    await swapStage(pageId(), ingrid, { psid, from, to });
  await world.settle();
  const after = await stageOf("in-progress");
  expect(after.reachedWeek - before.reachedWeek).toBe(1);
  expect(after.people - before.people).toBe(1);
  expect(await getLeadFunnel(pageId())).toMatchObject({ isWeekWhole: false, isMonthWhole: false });
});

test("leads of somebody who may not answer any more wait for others", async () => {
  const { claimLead } = await import("./claims");
  const { db } = await import("../db");
  const { changeRole, removeMember } = await import("../team/mutations");
  const membership = { userId: ingrid, pageId: page.pageId };
  await db().membership.upsert({
    where: { userId_pageId: membership },
    create: { ...membership, role: "admin" },
    update: { role: "admin" },
  });
  await claimLead(pageId(), aiko, psid, true);
  await changeRole(pageId(), ingrid, aiko, "marketer");
  expect(await claimOf()).toBeNull();
  await changeRole(pageId(), ingrid, aiko, "support-lead");
  await claimLead(pageId(), aiko, psid, true);
  await removeMember(pageId(), ingrid, aiko);
  expect(await claimOf()).toBeNull();
});
