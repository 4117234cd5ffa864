import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";
import { label, openMovePage, type MovePage } from "./move-page.fixture";

let world: World;
let on: MovePage;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());
beforeEach(async () => {
  on = await openMovePage(world);
});

async function step(jobId: string): Promise<void> {
  const { moveLabels } = await import("./move-labels");
  let looks = 0;
  const stopsAfterOne = {
    get aborted() {
      return ++looks > 1;
    },
  } as AbortSignal;
  await moveLabels({ pageId: on.page.pageId, jobId }, { holder: "test", abortSignal: stopsAfterOne });
}

/** Until everything speaks of the new label, before anything is deleted. */
async function stepUntilSwitched(jobId: string): Promise<void> {
  const { db } = await import("../db");
  for (let steps = 0; steps < 60 && (await on.look(jobId)).phase !== "delete"; steps++) {
    await step(jobId);
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'move-labels:%'`;
    await world.settle();
  }
  expect(await on.look(jobId)).toMatchObject({ phase: "delete" });
}

/** Somebody who has the old label, and whose labels Facebook does not let us read from now on. */
async function hideSomebody(): Promise<string> {
  const { db } = await import("../db");
  const { enqueueReadLabels } = await import("../sync/read-labels-job");
  const [psid = ""] = await on.readablePeopleOf(on.id(0));
  await on.order({ kind: "error", path: `/${psid}/custom_labels`, error: { code: 100, subcode: 2018218 } });
  await db().customer.updateMany({ where: { pageId: on.page.pageId, psid }, data: { labelsDoubtful: true } });
  await enqueueReadLabels(db(), on.pageId);
  await world.drain();
  expect(await db().customer.findFirst({ where: { psid } })).toMatchObject({ labelsKnown: false });
  return psid;
}

async function goOnWithout(jobId: string, mark: string): Promise<void> {
  const { resumeWithout } = await import("../bulk-changes/mutations");
  await resumeWithout(on.pageId, { userId: on.userId, role: "admin" }, jobId, mark);
}

test("while the labels of somebody who has the old one cannot be read, nothing is switched over or deleted, and a person is asked", async () => {
  const { db } = await import("../db");
  const psid = await hideSomebody();
  const { segmentId } = await on.saveUses(label(on.id(0)));
  const jobId = await on.rename(on.id(0), "Alpha");
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({
    ...{ state: "paused", phase: "assign", canCancel: true, counts: { skipped: 1 } },
    missing: { people: 1, stage: "open" },
    trouble: expect.stringContaining("1 customer has the old label") as string,
  });
  expect(await db().segment.findUnique({ where: { id: segmentId } })).toMatchObject({
    predicate: label(on.id(0)),
  });
  expect(await on.peopleOf(on.id(0))).toContain(psid);
});

test("looking again reads who could not be read, and gives them the new label when they can be read by now", async () => {
  const psid = await hideSomebody();
  const jobId = await on.rename(on.id(0), "Alpha");
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "paused", missing: { people: 1 } });
  await on.clearFaults();
  const { resumeJob } = await import("../bulk-changes/mutations");
  await resumeJob(on.pageId, "admin", jobId);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done", missing: null });
  expect(await on.peopleOf(await on.labelIdOf("Alpha"))).toContain(psid);
});

test("a person may go on without exactly those who were shown: they lose the label, everybody else has the new one", async () => {
  const { db } = await import("../db");
  const { readMissingOf } = await import("../bulk-changes/data");
  const psid = await hideSomebody();
  const jobId = await on.rename(on.id(0), "Alpha");
  await on.drain();
  const had = await on.peopleOf(on.id(0));
  const { people, mark, shown } = await readMissingOf(on.pageId, jobId);
  expect({ people, shown: shown.map((one) => one.psid) }).toEqual({ people: 1, shown: [psid] });
  await expect(goOnWithout(jobId, "others")).rejects.toMatchObject({ code: "label-move-others" });
  expect(await on.look(jobId)).toMatchObject({ state: "paused" });
  await goOnWithout(jobId, mark);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done", counts: { skipped: 1 } });
  expect(await on.namesOnFacebook()).not.toContain("A");
  const got = await on.readablePeopleOf(await on.labelIdOf("Alpha"));
  expect(got).toEqual(had.filter((one) => one !== psid));
  const told = await db().activity.findFirst({
    where: { pageId: on.page.pageId, action: "label.given-up" },
  });
  const renamed = await db().activity.findFirst({
    where: { pageId: on.page.pageId, action: "label.renamed" },
  });
  expect(renamed).toMatchObject({ subject: { people: had.length - 1 } });
  expect(told).toMatchObject({ userId: on.userId, subject: { people: 1, removedNames: ["A"] } });
});

test("after the switch the words offer no cancelling, and deleting anyway asks again about somebody who was not shown", async () => {
  const { readMissingOf } = await import("../bulk-changes/data");
  const jobId = await on.rename(on.id(0), "Alpha");
  await stepUntilSwitched(jobId);
  const psid = await on.somebodyWithout(on.id(0));
  await on.inbox(psid, on.id(0), "add");
  await world.settle();
  await on.order({
    ...{ kind: "error", method: "POST", path: `/${await on.labelIdOf("Alpha")}/label` },
    error: { code: 100, subcode: 2018278 },
  });
  await step(jobId);
  await on.drain();
  const paused = await on.look(jobId);
  expect(paused).toMatchObject({
    ...{ state: "paused", phase: "delete", canCancel: false },
    missing: { people: 1, stage: "switched" },
  });
  expect(paused.trouble).not.toMatch(/cancel/i);
  const { mark } = await readMissingOf(on.pageId, jobId);
  const late = await on.somebodyWithout(on.id(0));
  await on.inbox(late, on.id(0), "add");
  await world.settle();
  await expect(goOnWithout(jobId, mark)).rejects.toMatchObject({ code: "label-move-others" });
  await goOnWithout(jobId, (await readMissingOf(on.pageId, jobId)).mark);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done", missing: null });
  expect(await on.namesOnFacebook()).not.toContain("A");
});

test("somebody who got the old label after the switch gets the new one before the old one is deleted", async () => {
  const { db } = await import("../db");
  const jobId = await on.rename(on.id(0), "Alpha");
  await stepUntilSwitched(jobId);
  const psid = await on.somebodyWithout(on.id(0));
  await on.inbox(psid, on.id(0), "add");
  await world.control("POST", "flush");
  // What Facebook said of it is here, and not applied yet.
  expect(
    await db().webhookDelivery.count({ where: { pageId: on.page.pageId, processedAt: null } }),
  ).toBeGreaterThan(0);
  for (let steps = 0; steps < 4; steps++) await step(jobId);
  expect(await on.namesOnFacebook()).toContain("A");
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done" });
  expect(await on.peopleOf(await on.labelIdOf("Alpha"))).toContain(psid);
});

test("somebody who got the old label right before it was gone gets the new one, although Facebook took the old one from everybody", async () => {
  const { pageId, token } = on.page;
  await world.control("POST", "switches", { pageId, deleteUsedLabel: "events" });
  const jobId = await on.rename(on.id(0), "Alpha");
  await stepUntilSwitched(jobId);
  await on.order({ kind: "error", method: "DELETE", path: `/${on.id(0)}`, error: { code: 2 } });
  for (let steps = 0; steps < 4; steps++) await step(jobId);
  const psid = await on.somebodyWithout(on.id(0));
  await on.inbox(psid, on.id(0), "add");
  await on.clearFaults();
  const answer = await fetch(`${world.emulator.url}/v25.0/${on.id(0)}?access_token=${token}`, {
    method: "DELETE",
  });
  expect(answer.status).toBe(200);
  await world.settle();
  expect(await on.peopleOf(await on.labelIdOf("Alpha"))).not.toContain(psid);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done" });
  expect(await on.peopleOf(await on.labelIdOf("Alpha"))).toContain(psid);
});

test("a broadcast that began with the old label after the switch ends before the label is deleted", async () => {
  const { db } = await import("../db");
  const jobId = await on.rename(on.id(0), "Alpha");
  await stepUntilSwitched(jobId);
  const { broadcastId } = await on.saveUses(label(on.id(0)));
  await db().broadcast.update({ where: { id: broadcastId }, data: { state: "sending" } });
  await step(jobId);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({
    phase: "delete",
    trouble: expect.stringContaining("“Spring”") as string,
  });
  expect(await on.namesOnFacebook()).toContain("A");
  await db().broadcast.update({ where: { id: broadcastId }, data: { state: "completed" } });
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done" });
  expect(await on.namesOnFacebook()).not.toContain("A");
});
