import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";
import { openUndoPage, type UndoPage } from "./undo-page.fixture";

let world: World;
let on: UndoPage;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());
beforeEach(async () => {
  on = await openUndoPage(world);
});

test("a label that was put on one customer comes off again, once, and not after somebody changed it since", async () => {
  const { changeLabel } = await import("../customers/mutations");
  const labelId = on.page.labels[0]!.id;
  const psid = await on.somebodyWithout(labelId);
  await changeLabel(on.pageId, on.userId, { action: "assign", psid, labelId });
  const first = await on.newest("label.assigned");
  expect(first.undo).toBe("possible");
  await on.undo(first.id);
  expect(await on.labelsOf(psid)).not.toContain(labelId);
  expect((await on.newest("label.assigned")).undo).toBe("done");
  await expect(on.undo(first.id)).rejects.toMatchObject({ code: "undo-done" });

  await changeLabel(on.pageId, on.userId, { action: "assign", psid, labelId });
  const second = await on.newest("label.assigned");
  const { db } = await import("../db");
  const aiko = { email: `aiko-${on.page.pageId}@example.com`, name: "Aiko" };
  const { id: other } = await db().user.create({ data: aiko });
  for (const action of ["remove", "assign"] as const)
    await changeLabel(on.pageId, other, { action, psid, labelId });
  await expect(on.undo(second.id)).rejects.toMatchObject({
    code: "undo-changed-since-by",
    values: { who: "Aiko", name: "A" },
  });
  expect(await on.labelsOf(psid)).toContain(labelId);
});

test("of two who take a label's change back at once one does, and one line is written", async () => {
  const { changeLabel } = await import("../customers/mutations");
  const { db } = await import("../db");
  const labelId = on.page.labels[0]!.id;
  const psid = await on.somebodyWithout(labelId);
  await changeLabel(on.pageId, on.userId, { action: "assign", psid, labelId });
  const { id } = await on.newest("label.assigned");
  const ends = await Promise.allSettled([on.undo(id), on.undo(id)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const where = { pageId: on.page.pageId, action: "label.removed" };
  expect(await db().activity.count({ where })).toBe(1);
});

test("what Facebook refuses to take back can be tried again; without an answer it is unknown, not done", async () => {
  const { changeLabel } = await import("../customers/mutations");
  const { db } = await import("../db");
  const labelId = on.page.labels[0]!.id;
  const psid = await on.somebodyWithout(labelId);
  await changeLabel(on.pageId, on.userId, { action: "assign", psid, labelId });
  const { id } = await on.newest("label.assigned");
  const order = (fault: object) =>
    world.control("POST", "faults", {
      ...{ pageId: on.page.pageId, method: "DELETE", path: `/${labelId}/label`, count: 1 },
      ...fault,
    });
  await order({ kind: "error", error: { code: 100 } });
  await expect(on.undo(id)).rejects.toMatchObject({ code: "graph-refused" });
  expect((await on.newest("label.assigned")).undo).toBe("possible");
  await order({ kind: "timeout", delayMs: 20 });
  await expect(on.undo(id)).rejects.toMatchObject({ code: "graph-outcome-unknown" });
  expect((await on.newest("label.assigned")).undo).toBe("unknown");
  await expect(on.undo(id)).rejects.toMatchObject({ code: "undo-under-way" });
  // Half a minute later nobody is at it any more; but what became of it is known only once the labels are read.
  await db().activity.update({ where: { id: BigInt(id) }, data: { undoneAt: new Date(0) } });
  await expect(on.undo(id)).rejects.toMatchObject({ code: "undo-under-way" });
  expect((await on.newest("label.assigned")).undo).toBe("unknown");
  await world.settle();
  await on.undo(id);
  expect((await on.newest("label.assigned")).undo).toBe("done");
  expect(await on.labelsOf(psid)).not.toContain(labelId);
});

test("a taking back that Facebook did without an answer is noted once the labels are read, and not asked for again", async () => {
  const { changeLabel } = await import("../customers/mutations");
  const { db } = await import("../db");
  const labelId = on.page.labels[0]!.id;
  const psid = await on.somebodyWithout(labelId);
  await changeLabel(on.pageId, on.userId, { action: "assign", psid, labelId });
  const { id } = await on.newest("label.assigned");
  const lost = { kind: "drop-after-effect", method: "DELETE", path: `/${labelId}/label`, count: 1 };
  await world.control("POST", "faults", { pageId: on.page.pageId, ...lost });
  await expect(on.undo(id)).rejects.toMatchObject({ code: "graph-outcome-unknown" });
  await world.settle();
  expect(await on.labelsOf(psid)).not.toContain(labelId);
  await db()
    .$executeRaw`UPDATE activity SET undone_at = undone_at - interval '3 minutes' WHERE id = ${BigInt(id)}`;
  await on.undo(id);
  expect((await on.newest("label.assigned")).undo).toBe("done");
  const where = { pageId: on.page.pageId, action: "label.removed" };
  expect(await db().activity.count({ where })).toBe(1);
});

test("a deleted label comes back for whoever had it, also when Facebook took it from everybody before we knew", async () => {
  const { deleteLabel } = await import("../labels/mutations");
  const { db } = await import("../db");
  const labelId = on.page.labels[0]!.id;
  const had = await on.peopleOf(labelId);
  const { pageId } = on.page;
  await world.control("POST", "switches", { pageId, deleteUsedLabel: "events" });
  const lost = { kind: "drop-after-effect", method: "DELETE", path: `/${labelId}`, count: 1 };
  await world.control("POST", "faults", { pageId, ...lost });
  await expect(deleteLabel(on.pageId, on.userId, labelId)).rejects.toMatchObject({
    code: "graph-outcome-unknown",
  });
  await world.settle();
  expect(await on.peopleOf(labelId)).toEqual([]);
  await deleteLabel(on.pageId, on.userId, labelId);
  const { id, subject } = await on.newest("label.deleted");
  expect(subject.people).toBe(had.length);
  await on.undo(id);
  await world.drain();
  const back = await db().label.findFirstOrThrow({ where: { pageId, name: "A" } });
  expect(await on.peopleOf(back.labelId)).toEqual(had);
});

test("a label that was created is deleted again, unless somebody has it or something uses it", async () => {
  const { createLabel } = await import("../labels/mutations");
  const { changeLabel } = await import("../customers/mutations");
  const { deleteSegment, saveSegment } = await import("../segments/mutations");
  const { labelId } = await createLabel(on.pageId, on.userId, "Fresh");
  const { id } = await on.newest("label.created");
  const psid = await on.somebodyWithout(labelId);
  await changeLabel(on.pageId, on.userId, { action: "assign", psid, labelId });
  await expect(on.undo(id)).rejects.toMatchObject({ code: "undo-label-had", values: { count: 1 } });
  await world.settle();
  await changeLabel(on.pageId, on.userId, { action: "remove", psid, labelId });
  await world.settle();
  await world.control("POST", `pages/${on.page.pageId}/inbox-labels`, { psid, labelId, action: "add" });
  await world.control("POST", "flush");
  // Somebody has it in Facebook, and we have not read of it yet.
  await expect(on.undo(id)).rejects.toMatchObject({ code: "undo-label-unsettled" });
  await world.settle();
  await expect(on.undo(id)).rejects.toMatchObject({ code: "undo-label-had" });
  await changeLabel(on.pageId, on.userId, { action: "remove", psid, labelId });
  await world.settle();
  const predicate = { op: "LABEL", labelId } as const;
  const segment = await saveSegment(on.pageId, on.userId, { name: "Uses it", predicate });
  await expect(on.undo(id)).rejects.toMatchObject({ code: "label-used" });
  await deleteSegment(on.pageId, on.userId, segment.id);
  await on.undo(id);
  expect(await on.namesOnFacebook()).not.toContain("Fresh");
  expect((await on.newest("label.created")).undo).toBe("done");
});

test("a deleted label comes back with its look, for whoever had it, also when the answer to its making is lost", async () => {
  const { changeLabelLook, deleteLabel } = await import("../labels/mutations");
  const { db } = await import("../db");
  const labelId = on.page.labels[0]!.id;
  await changeLabelLook(on.pageId, on.userId, labelId, { hue: "red", description: "Why", groupName: null });
  const had = await on.peopleOf(labelId);
  expect(had.length).toBeGreaterThan(0);
  await deleteLabel(on.pageId, on.userId, labelId);
  const { id, undo: way } = await on.newest("label.deleted");
  expect(way).toBe("possible");
  const lost = { kind: "drop-after-effect", method: "POST", path: "custom_labels", count: 1 };
  await world.control("POST", "faults", { pageId: on.page.pageId, ...lost });
  await expect(on.undo(id)).rejects.toMatchObject({ code: "graph-outcome-unknown" });
  expect((await on.newest("label.deleted")).undo).toBe("unknown");
  await db().activity.update({ where: { id: BigInt(id) }, data: { undoneAt: new Date(0) } });
  await on.undo(id);
  await world.drain();
  expect((await on.namesOnFacebook()).filter((name) => name === "A")).toHaveLength(1);
  const back = await db().label.findFirstOrThrow({ where: { pageId: on.page.pageId, name: "A" } });
  expect(back).toMatchObject({ hue: "red", description: "Why" });
  expect(back.labelId).not.toBe(labelId);
  expect(await on.peopleOf(back.labelId)).toEqual(had);
  expect(await on.newest("label.undeleted")).toMatchObject({
    subject: { labelName: "A", people: had.length },
  });
  await expect(on.undo(id)).rejects.toMatchObject({ code: "undo-done" });
});
