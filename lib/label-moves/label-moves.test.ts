import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type World } from "../../scripts/testing/world";
import type { Predicate } from "../domain/predicate";
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

test("a renamed label is on exactly the people who had the old one, here and on Facebook, and the old one is gone", async () => {
  const had = await on.readablePeopleOf(on.id(0));
  const jobId = await on.rename(on.id(0), "Alpha");
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done", counts: { failed: 0, unknown: 0 } });
  const { db } = await import("../db");
  const { labelId } = await db().label.findFirstOrThrow({ where: { pageId: on.page.pageId, name: "Alpha" } });
  expect((await on.peopleOf(labelId)).sort()).toEqual(had.sort());
  const { labels } = await world.control<{ labels: { name: string }[] }>(
    "GET",
    `truth?page=${on.page.pageId}`,
  );
  expect(labels.map(({ name }) => name).sort()).toEqual(["Alpha", "B", "C", "Lead Complete"]);
  expect(await readCachedLabels(on.page.pageId)).toEqual(toLabels(await on.truth()));
});

test("segments, drafts and scheduled broadcasts follow a rename at one moment, with a version that says so, and an approval stands", async () => {
  const { db } = await import("../db");
  const predicate: Predicate = {
    op: "AND",
    operands: [label(on.id(1)), { op: "NOT", operand: label(on.id(0)) }],
  };
  const { segmentId, broadcastId } = await on.saveUses(predicate);
  const before = (await (await import("../segments/data")).getSegment(on.pageId, segmentId)).people;
  await on.rename(on.id(0), "Alpha");
  await on.drain();
  const { labelId } = await db().label.findFirstOrThrow({ where: { pageId: on.page.pageId, name: "Alpha" } });
  const after: Predicate = { op: "AND", operands: [label(on.id(1)), { op: "NOT", operand: label(labelId) }] };
  const segment = await (await import("../segments/data")).getSegment(on.pageId, segmentId);
  expect(segment).toMatchObject({ predicate: after, people: before });
  const broadcast = await db().broadcast.findUniqueOrThrow({ where: { id: broadcastId } });
  expect(broadcast).toMatchObject({ predicate: after, state: "scheduled", approvedById: on.userId });
  const { rows } = await (await import("../segments/versions")).listVersions(on.pageId, segmentId, null);
  expect(rows[0]).toMatchObject({ number: 2, note: { kind: "renamed", from: ["A"], to: "Alpha" } });
  const activity = await db().activity.findMany({
    where: { pageId: on.page.pageId, action: "label.renamed" },
  });
  expect(activity).toMatchObject([
    {
      userId: on.userId,
      before: { names: ["A"] },
      after: { names: ["Alpha"] },
      subject: { segments: 1, broadcasts: 1 },
    },
  ]);
});

test("a merge puts the label that stays on everybody who had any of the others, and says before for how many people each segment changes", async () => {
  const { measureMove } = await import("./data");
  const predicate: Predicate = { op: "OR", operands: [label(on.id(2)), label(on.id(1))] };
  const { segmentId } = await on.saveUses(predicate);
  const wanted = new Set([
    ...(await on.readablePeopleOf(on.id(0))),
    ...(await on.readablePeopleOf(on.id(1))),
    ...(await on.peopleOf(on.id(2))),
  ]);
  const impact = await measureMove(on.pageId, [on.id(0), on.id(1)], on.id(2));
  const { getSegment } = await import("../segments/data");
  const before = (await getSegment(on.pageId, segmentId)).people!;
  await on.merge([on.id(0), on.id(1)], on.id(2));
  await on.drain();
  expect(new Set(await on.peopleOf(on.id(2)))).toEqual(wanted);
  const after = (await getSegment(on.pageId, segmentId)).people!;
  expect(impact.segments).toMatchObject([
    { people: before, difference: { added: after - before, removed: 0 } },
  ]);
  expect(impact.gain).toBeGreaterThan(0);
  expect(await readCachedLabels(on.page.pageId)).toEqual(toLabels(await on.truth()));
});

test("a merge that changes whom a scheduled broadcast goes to takes its approval back, one that does not leaves it", async () => {
  const { db } = await import("../db");
  const changed = await on.saveUses(label(on.id(0)));
  const same = await on.saveUses({ op: "OR", operands: [label(on.id(0)), label(on.id(1))] });
  await on.merge([on.id(0)], on.id(1));
  await on.drain();
  const approvals = async ({ broadcastId }: { broadcastId: string }) =>
    (await db().broadcast.findUniqueOrThrow({ where: { id: broadcastId } })).approvedById;
  expect(await approvals(changed)).toBeNull();
  expect(await approvals(same)).toBe(on.userId);
});

test("who gets or loses the old label in Facebook while it is being renamed gets or loses the new one", async () => {
  const { pauseJob, resumeJob } = await import("../bulk-changes/mutations");
  const { db } = await import("../db");
  const jobId = await on.rename(on.id(0), "Alpha");
  await world.drain();
  // Everybody has the new label, and nothing is switched over.
  expect(await on.look(jobId)).toMatchObject({ phase: "verify", canCancel: true });
  await pauseJob(on.pageId, "admin", jobId);
  const had = await on.readablePeopleOf(on.id(0));
  const { customers } = await on.truth();
  const without = customers.find(
    ({ labelIds, labelsReadable }) => labelsReadable && !labelIds.includes(on.id(0)),
  )!;
  const inbox = (psid: string, action: "add" | "remove") =>
    world.control("POST", `pages/${on.page.pageId}/inbox-labels`, { psid, labelId: on.id(0), action });
  await inbox(without.psid, "add");
  await inbox(had[0]!, "remove");
  await world.settle();
  await resumeJob(on.pageId, "admin", jobId);
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done" });
  const { labelId } = await db().label.findFirstOrThrow({ where: { pageId: on.page.pageId, name: "Alpha" } });
  expect((await on.peopleOf(labelId)).sort()).toEqual([...had.slice(1), without.psid].sort());
});

test("an answer that is lost makes no second label and takes nobody’s label away", async () => {
  const lost = { pageId: on.page.pageId, kind: "drop-after-effect", count: 1 };
  await world.control("POST", "faults", { ...lost, path: "custom_labels", method: "POST" });
  await world.control("POST", "faults", { ...lost, method: "DELETE" });
  const had = await on.readablePeopleOf(on.id(0));
  const jobId = await on.rename(on.id(0), "Alpha");
  await on.drain();
  expect(await on.look(jobId)).toMatchObject({ state: "done" });
  const { labels } = await world.control<{ labels: { name: string; customers: number }[] }>(
    "GET",
    `truth?page=${on.page.pageId}`,
  );
  expect(labels.filter(({ name }) => name === "Alpha")).toMatchObject([{ customers: had.length }]);
  expect(labels.some(({ name }) => name === "A")).toBe(false);
});

test("stopped after every single step, it ends as if it had not been, and an earlier version of a segment can be brought back", async () => {
  const { moveLabels } = await import("./move-labels");
  const { restoreVersion } = await import("../segments/mutations");
  const { getSegment } = await import("../segments/data");
  const { db } = await import("../db");
  const { segmentId } = await on.saveUses(label(on.id(0)));
  const had = await on.readablePeopleOf(on.id(0));
  const jobId = await on.rename(on.id(0), "Alpha");
  const isOver = async () => (await on.look(jobId)).state === "done";
  for (let steps = 0; steps < 60 && !(await isOver()); steps++) {
    let looks = 0;
    const stopsAfterOne = {
      get aborted() {
        return ++looks > 1;
      },
    } as AbortSignal;
    await moveLabels({ pageId: on.page.pageId, jobId }, { holder: "test", abortSignal: stopsAfterOne });
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'move-labels:%'`;
    await world.settle();
  }
  expect(await isOver()).toBe(true);
  const { labelId } = await db().label.findFirstOrThrow({ where: { pageId: on.page.pageId, name: "Alpha" } });
  expect((await on.peopleOf(labelId)).sort()).toEqual(had.sort());
  const { updatedAt } = await getSegment(on.pageId, segmentId);
  await restoreVersion(on.pageId, on.userId, { id: segmentId, number: 1, basedOn: updatedAt });
  expect(await getSegment(on.pageId, segmentId)).toMatchObject({ predicate: label(labelId) });
});

test("lead stages, automatic labels, taken names, labels that are moving and labels of a broadcast under way are refused, with the reason", async () => {
  const { db } = await import("../db");
  const refused = (code: string) => ({ code });
  await expect(on.rename(on.id(3), "Won")).rejects.toMatchObject(refused("label-move-lead-stage"));
  await expect(on.merge([on.id(0)], on.id(3))).rejects.toMatchObject(refused("label-move-lead-stage"));
  await expect(on.merge([on.id(0)], on.id(0))).rejects.toMatchObject(refused("label-merge-same"));
  await expect(on.rename(on.id(0), "b")).rejects.toMatchObject(refused("label-name-taken"));
  await expect(on.rename(on.id(0), "A")).rejects.toMatchObject(refused("label-name-same"));
  await expect(on.rename(on.id(0), "Lead Incomplete")).rejects.toMatchObject(
    refused("label-name-lead-stage"),
  );
  const { broadcastId } = await on.saveUses(label(on.id(1)));
  await db().broadcast.update({ where: { id: broadcastId }, data: { state: "sending" } });
  await expect(on.rename(on.id(1), "Beta")).rejects.toMatchObject(refused("label-move-broadcast"));
  await on.rename(on.id(0), "Alpha");
  // The name of a rename that is not over is taken, also while no label has it yet.
  const { createLabel } = await import("../labels/mutations");
  await expect(on.rename(on.id(2), "alpha")).rejects.toMatchObject(refused("label-name-taken"));
  await expect(createLabel(on.pageId, on.userId, "ALPHA")).rejects.toMatchObject(refused("label-name-taken"));
  await expect(on.merge([on.id(2)], on.id(0))).rejects.toMatchObject(refused("label-moving"));
  const { deleteLabel } = await import("../labels/mutations");
  await expect(deleteLabel(on.pageId, on.userId, on.id(0))).rejects.toMatchObject(refused("label-moving"));
});
