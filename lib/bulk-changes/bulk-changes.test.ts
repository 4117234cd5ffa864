import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";
import type { BulkChange } from "./schema";

let world: World;
let page: TestPage;
let userId: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

beforeEach(async () => {
  const { db } = await import("../db");
  page = await world.connect({ customers: 130, labels: [{ name: "A", share: 0.3 }, "B", "Lead Complete"] });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
});

const truth = () => world.control<Truth>("GET", `truth?page=${page.pageId}`);
const labelA = () => page.labels[0]!.id;
const everybody: BulkChange["selection"] = { kind: "all", except: [] };

async function start(change: BulkChange): Promise<string> {
  const { startBulkChange } = await import("./mutations");
  const { jobId } = await startBulkChange(page.pageId as never, { userId, role: "admin" }, change);
  return jobId;
}

async function look(jobId: string) {
  const { getJob } = await import("./data");
  return getJob(page.pageId as never, jobId);
}

/** Runs what is due; what the job put off is due too. */
async function drain(): Promise<void> {
  const { db } = await import("../db");
  for (let round = 0; round < 5; round++) {
    await db()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'change-labels:%'`;
    await world.settle();
  }
}

test("the difference that is shown first is what the job then does, customer by customer", async () => {
  const { measureBulkChange } = await import("./difference");
  const change = { selection: everybody, assign: [labelA()], remove: [] };
  const before = toLabels(await truth());
  const had = Object.values(before).filter((labels) => labels?.includes(labelA())).length;
  const difference = await measureBulkChange(page.pageId as never, "admin", change);
  expect(difference).toMatchObject({ people: 130, labels: [{ change: 130 - had, unchanged: had }] });
  const jobId = await start(change);
  await drain();
  const job = await look(jobId);
  expect(job).toMatchObject({ state: "done", counts: { done: 130 - had, unchanged: had, failed: 0 } });
  expect(Object.values(toLabels(await truth())).every((labels) => labels?.includes(labelA()))).toBe(true);
  expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truth()));
});

test("undo takes back only what the job changed, and what others changed since stands, with their name", async () => {
  const { undoJob } = await import("./mutations");
  const { changeLabel } = await import("../customers/mutations");
  const { listJobItems } = await import("./data");
  const pageId = page.pageId as never;
  const before = toLabels(await truth());
  const jobId = await start({ selection: everybody, assign: [labelA()], remove: [] });
  await drain();
  // A colleague decides about one of the changed customers: off, and on again.
  const psid = Object.keys(before).find((one) => !before[one]?.includes(labelA()))!;
  await changeLabel(pageId, userId, { action: "remove", psid, labelId: labelA() });
  await changeLabel(pageId, userId, { action: "assign", psid, labelId: labelA() });
  await world.settle();
  const undo = await undoJob(pageId, { userId, role: "admin" }, jobId);
  await drain();
  expect(toLabels(await truth())).toEqual({
    ...before,
    [psid]: [...(before[psid] ?? []), labelA()].sort(),
  });
  const { rows } = await listJobItems(pageId, undo.jobId, "skipped", null);
  expect(rows).toMatchObject([{ psid, reasonWords: expect.stringContaining("Admin") as string }]);
  await expect(undoJob(pageId, { userId, role: "admin" }, jobId)).rejects.toMatchObject({
    code: "job-undone",
  });
});

test("the membership is frozen when the job starts: who begins to match later is not changed", async () => {
  const { db } = await import("../db");
  const jobId = await start({ selection: everybody, assign: [labelA()], remove: [] });
  await world.control("POST", `pages/${page.pageId}/customers`, { name: "Late Comer", text: "Hello" });
  await drain();
  const late = await db().customer.findFirstOrThrow({ where: { pageId: page.pageId, name: "Late Comer" } });
  expect((await readCachedLabels(page.pageId))[late.psid]).toEqual([]);
  expect((await look(jobId)).items).toBe(130);
});

test("a paused job changes nothing until it is resumed, and a cancelled one keeps what it did and skips the rest", async () => {
  const { cancelJob, pauseJob, resumeJob } = await import("./mutations");
  const pageId = page.pageId as never;
  const jobId = await start({ selection: everybody, assign: [labelA()], remove: [] });
  const before = toLabels(await truth());
  await pauseJob(pageId, "admin", jobId);
  await drain();
  expect(toLabels(await truth())).toEqual(before);
  await resumeJob(pageId, "admin", jobId);
  await cancelJob(pageId, { userId, role: "admin" }, jobId);
  await drain();
  const job = await look(jobId);
  expect(job).toMatchObject({ state: "cancelled", counts: { pending: 0, attempting: 0, skipped: 130 } });
  expect(toLabels(await truth())).toEqual(before);
});

test("answers that are lost are asked for again, and each customer ends as Facebook has them", async () => {
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "drop-after-effect",
    count: 2,
    method: "POST",
  });
  const jobId = await start({ selection: everybody, assign: [labelA()], remove: [page.labels[1]!.id] });
  await drain();
  const job = await look(jobId);
  expect(job).toMatchObject({ state: "done", counts: { failed: 0, unknown: 0, pending: 0 } });
  const after = await truth();
  expect(after.customers.every(({ labelIds }) => labelIds.includes(labelA()))).toBe(true);
  expect(await readCachedLabels(page.pageId)).toEqual(toLabels(after));
});

test("what was done without an answer is taken back with the rest, and a job that is undone is not retried", async () => {
  const { retryFailed, undoJob } = await import("./mutations");
  const before = toLabels(await truth());
  await world.control("POST", "faults", {
    pageId: page.pageId,
    ...{ kind: "drop-after-effect", method: "POST", path: "", count: 1 },
  });
  const jobId = await start({ selection: everybody, assign: [labelA()], remove: [] });
  await drain();
  expect((await look(jobId)).counts).toMatchObject({ failed: 0, unknown: 0 });
  expect(Object.values(toLabels(await truth())).every((labels) => labels?.includes(labelA()))).toBe(true);
  const undo = await undoJob(page.pageId as never, { userId, role: "admin" }, jobId);
  await drain();
  expect((await look(undo.jobId)).counts).toMatchObject({ skipped: 0 });
  expect(toLabels(await truth())).toEqual(before);
  await expect(retryFailed(page.pageId as never, "admin", jobId)).rejects.toMatchObject({
    code: "job-undone",
  });
});

test("what Facebook refuses for a customer fails with its reason, the others go on, and the failed can be retried", async () => {
  const { retryFailed } = await import("./mutations");
  const { listJobItems } = await import("./data");
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "error",
    path: "/label",
    method: "POST",
    count: 3,
    error: { code: 100, error_subcode: 2018001 },
  });
  const jobId = await start({ selection: everybody, assign: [page.labels[1]!.id], remove: [] });
  await drain();
  expect(await look(jobId)).toMatchObject({ state: "done", counts: { failed: 3 } });
  const { rows } = await listJobItems(page.pageId as never, jobId, "failed", null);
  expect(rows.map(({ reasonWords }) => reasonWords)).toEqual(Array(3).fill(expect.stringContaining("100")));
  await retryFailed(page.pageId as never, "admin", jobId);
  await drain();
  expect(await look(jobId)).toMatchObject({ state: "done", counts: { failed: 0 } });
});

test("when the token is no longer accepted the job pauses and says what to do, and goes on from there", async () => {
  const { resumeJob } = await import("./mutations");
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "error",
    path: "/label",
    error: { code: 190 },
  });
  const jobId = await start({ selection: everybody, assign: [page.labels[1]!.id], remove: [] });
  await drain();
  expect(await look(jobId)).toMatchObject({
    state: "paused",
    trouble: expect.stringContaining("token") as string,
  });
  await world.control("DELETE", `faults?page=${page.pageId}`);
  await resumeJob(page.pageId as never, "admin", jobId);
  await drain();
  expect(await look(jobId)).toMatchObject({ state: "done", counts: { failed: 0, pending: 0 } });
});

test("a support lead may change the lead stages of many customers at once, and no other labels", async () => {
  const { startBulkChange } = await import("./mutations");
  const lead = { userId, role: "support-lead" } as const;
  const begin = (labelId: string) =>
    startBulkChange(page.pageId as never, lead, { selection: everybody, assign: [labelId], remove: [] });
  await expect(begin(labelA())).rejects.toMatchObject({ code: "bulk-lead-labels-only" });
  await begin(page.labels[2]!.id);
});

test("people of another Page, or nobody at all, cannot be selected", async () => {
  const some = { kind: "some", ordinals: [100_000] } as const;
  await expect(
    start({ selection: { ...some, ordinals: [100_000] }, assign: [labelA()], remove: [] }),
  ).rejects.toMatchObject({ code: "bulk-nobody" });
});
