import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type World } from "../../scripts/testing/world";
import { openMovePage, type MovePage } from "./move-page.fixture";

let world: World;
let on: MovePage;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());
beforeEach(async () => {
  on = await openMovePage(world);
});

test("cancelled before the switch, everything is as it was: the label that was made is gone, and what a merge put on is off again", async () => {
  const before = toLabels(await on.truth());
  for (const begin of [() => on.rename(on.id(0), "Alpha"), () => on.merge([on.id(0)], on.id(1))]) {
    const jobId = await begin();
    await world.drain();
    expect(await on.look(jobId)).toMatchObject({ phase: "verify" });
    await on.cancel(jobId);
    await on.drain();
    expect(await on.look(jobId)).toMatchObject({ state: "cancelled", trouble: null });
    expect(toLabels(await on.truth())).toEqual(before);
    expect(await readCachedLabels(on.page.pageId)).toEqual(before);
  }
  const { labels } = await world.control<{ labels: { name: string }[] }>(
    "GET",
    `truth?page=${on.page.pageId}`,
  );
  expect(labels.map(({ name }) => name).sort()).toEqual(["A", "B", "C", "Lead Complete"]);
});

test("cancelled when the answer to its making was lost, the label that was made all the same is gone too", async () => {
  const lost = { pageId: on.page.pageId, kind: "drop-after-effect", count: 1 };
  await world.control("POST", "faults", { ...lost, path: "custom_labels", method: "POST" });
  const jobId = await on.rename(on.id(0), "Alpha");
  await world.drain();
  const names = async () =>
    (await world.control<{ labels: { name: string }[] }>("GET", `truth?page=${on.page.pageId}`)).labels.map(
      ({ name }) => name,
    );
  expect(await names()).toContain("Alpha");
  await on.cancel(jobId);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "cancelled" });
  expect(await names()).not.toContain("Alpha");
});

test("cancelled when the answer to its making was lost, a label of the new name that somebody has stays", async () => {
  const lost = { pageId: on.page.pageId, kind: "drop-after-effect", count: 1 };
  await world.control("POST", "faults", { ...lost, path: "custom_labels", method: "POST" });
  const jobId = await on.rename(on.id(0), "Alpha");
  await world.drain();
  const { id: labelId } = (await on.truth()).labels.find(({ name }) => name === "Alpha")!;
  const psid = await on.somebodyWithout(labelId);
  await on.inbox(psid, labelId, "add");
  await world.settle();
  await on.cancel(jobId);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({
    state: "cancelled",
    trouble: expect.stringContaining("“Alpha” stays") as string,
  });
  expect(await on.peopleOf(labelId)).toEqual([psid]);
});

test("cancelled, a merge leaves what it put on and somebody in Facebook took off and put on again since", async () => {
  const jobId = await on.merge([on.id(0)], on.id(1));
  const had = await on.peopleOf(on.id(1));
  await on.drainUntilVerified(jobId);
  const psid = (await on.readablePeopleOf(on.id(0))).find((one) => !had.includes(one))!;
  const { pauseJob } = await import("../bulk-changes/mutations");
  await pauseJob(on.pageId, "admin", jobId);
  await on.inbox(psid, on.id(1), "remove");
  await world.settle();
  await on.inbox(psid, on.id(1), "add");
  await world.settle();
  await on.cancel(jobId);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "cancelled" });
  expect(await on.peopleOf(on.id(1))).toEqual([...had, psid].sort());
});

test("a label that somebody else used while its renaming was cancelled stays, and the job says so", async () => {
  const { db } = await import("../db");
  const jobId = await on.rename(on.id(0), "Alpha");
  await world.drain();
  const { labelId } = await db().label.findFirstOrThrow({ where: { pageId: on.page.pageId, name: "Alpha" } });
  // Held, so that it is not over before it is cancelled, however long what comes between takes.
  const { pauseJob } = await import("../bulk-changes/mutations");
  await pauseJob(on.pageId, "admin", jobId);
  const { customers } = await on.truth();
  const { psid } = customers.find((one) => one.labelsReadable && !one.labelIds.includes(on.id(0)))!;
  await world.control("POST", `pages/${on.page.pageId}/inbox-labels`, { psid, labelId, action: "add" });
  await world.settle();
  await on.cancel(jobId);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({
    state: "cancelled",
    trouble: expect.stringContaining("“Alpha” stays") as string,
  });
  expect(await on.peopleOf(labelId)).toEqual([psid]);
});

test("what was switched over cannot be cancelled any more, only finished", async () => {
  await world.control("POST", "faults", {
    pageId: on.page.pageId,
    kind: "error",
    method: "DELETE",
    error: { code: 4 },
  });
  const jobId = await on.rename(on.id(0), "Alpha");
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ phase: "delete", canCancel: false });
  await expect(on.cancel(jobId)).rejects.toMatchObject({
    code: "label-move-switched",
  });
  await world.control("DELETE", `faults?page=${on.page.pageId}`);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done" });
});
