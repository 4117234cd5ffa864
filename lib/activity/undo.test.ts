import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";
import type { Predicate } from "../domain/predicate";
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

const label = (at: number): Predicate => ({ op: "LABEL", labelId: on.page.labels[at]!.id });

test("a role goes back, unless it was changed since, and the last admin stays one", async () => {
  const { changeRole } = await import("../team/mutations");
  const { db } = await import("../db");
  const aiko = { email: `role-${on.page.pageId}@example.com`, name: "Aiko" };
  const { id: memberId } = await db().user.create({ data: aiko });
  await db().membership.create({ data: { userId: memberId, pageId: on.page.pageId, role: "marketer" } });
  const roleOf = async (id: string) =>
    (await db().membership.findFirstOrThrow({ where: { pageId: on.page.pageId, userId: id } })).role;
  await changeRole(on.pageId, on.userId, memberId, "support-lead");
  await on.undo((await on.newest("member.role-changed")).id);
  expect(await roleOf(memberId)).toBe("marketer");
  await changeRole(on.pageId, on.userId, memberId, "admin");
  const promoted = await on.newest("member.role-changed");
  await changeRole(on.pageId, memberId, on.userId, "marketer");
  await expect(on.undo(promoted.id)).rejects.toMatchObject({ code: "last-admin" });
  await changeRole(on.pageId, memberId, on.userId, "admin");
  await changeRole(on.pageId, on.userId, memberId, "support-lead");
  await expect(on.undo(promoted.id)).rejects.toMatchObject({ code: "undo-changed-since" });
  expect(await roleOf(memberId)).toBe("support-lead");
});

test("an edit of a segment is taken back as a new version, unless a colleague edited it since, who is named", async () => {
  const { saveSegment } = await import("../segments/mutations");
  const { getSegment } = await import("../segments/data");
  const { id } = await saveSegment(on.pageId, on.userId, { name: "S", predicate: label(0) });
  await saveSegment(on.pageId, on.userId, { id, name: "S", predicate: label(1) });
  const edit = await on.newest("segment.changed");
  expect(edit).toMatchObject({
    before: { segment: { predicate: label(0) } },
    after: { segment: { predicate: label(1) } },
  });
  await on.undo(edit.id);
  expect(await getSegment(on.pageId, id)).toMatchObject({ name: "S", predicate: label(0) });
  await saveSegment(on.pageId, on.userId, { id, name: "S", predicate: label(1) });
  const again = await on.newest("segment.changed");
  await saveSegment(on.pageId, on.userId, { id, name: "S", predicate: { op: "NOT", operand: label(1) } });
  await expect(on.undo(again.id)).rejects.toMatchObject({
    code: "undo-changed-since-by",
    values: { who: "Admin", name: "S" },
  });
});

test("only what a change did is taken back: what was changed beside it stays", async () => {
  const { saveSegment } = await import("../segments/mutations");
  const { getSegment } = await import("../segments/data");
  const { changeLabelLook } = await import("../labels/mutations");
  const { getLabel } = await import("../labels/data");
  const { id } = await saveSegment(on.pageId, on.userId, { name: "Old name", predicate: label(0) });
  await saveSegment(on.pageId, on.userId, { id, name: "New name", predicate: label(0) });
  const renamed = await on.newest("segment.changed");
  await saveSegment(on.pageId, on.userId, { id, name: "New name", predicate: label(1) });
  await on.undo(renamed.id);
  expect(await getSegment(on.pageId, id)).toMatchObject({ name: "Old name", predicate: label(1) });

  const { labelId } = { labelId: on.page.labels[0]!.id };
  await changeLabelLook(on.pageId, on.userId, labelId, { hue: "red", description: null, groupName: null });
  const coloured = await on.newest("label.changed");
  await changeLabelLook(on.pageId, on.userId, labelId, { hue: "red", description: "Why", groupName: null });
  await on.undo(coloured.id);
  expect(await getLabel(on.pageId, labelId)).toMatchObject({ hue: null, description: "Why" });
});

test("a deleted segment comes back under its own address with every version", async () => {
  const { deleteSegment, saveSegment } = await import("../segments/mutations");
  const { listVersions } = await import("../segments/versions");
  const { id } = await saveSegment(on.pageId, on.userId, { name: "One", predicate: label(0) });
  await saveSegment(on.pageId, on.userId, { id, name: "Two", predicate: label(1) });
  await deleteSegment(on.pageId, on.userId, id);
  const deleted = await on.newest("segment.deleted");
  expect(JSON.stringify(deleted)).not.toContain("versions");
  await on.undo(deleted.id);
  const { rows } = await listVersions(on.pageId, id, null);
  expect(rows.map(({ number, name }) => [number, name])).toEqual([
    [2, "Two"],
    [1, "One"],
  ]);
});

test("a renamed label is the same label to whoever takes an edit or a deletion of a segment back; a deleted one is refused", async () => {
  const { deleteSegment, saveSegment } = await import("../segments/mutations");
  const { getSegment } = await import("../segments/data");
  const { startRename } = await import("../label-moves/mutations");
  const { deleteLabel } = await import("../labels/mutations");
  const { db } = await import("../db");
  const edited = await saveSegment(on.pageId, on.userId, { name: "Edited", predicate: label(0) });
  await saveSegment(on.pageId, on.userId, { ...edited, name: "Edited", predicate: label(1) });
  const edit = await on.newest("segment.changed");
  const gone = await saveSegment(on.pageId, on.userId, { name: "Gone", predicate: label(0) });
  await deleteSegment(on.pageId, on.userId, gone.id);
  const deleted = await on.newest("segment.deleted");
  await startRename(on.pageId, on.userId, on.page.labels[0]!.id, "Alpha");
  for (let round = 0; round < 8; round++) {
    await db().$executeRaw`
      UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'move-labels:%' OR key LIKE 'labels-%'`;
    await world.settle();
  }
  const { labelId } = await db().label.findFirstOrThrow({ where: { pageId: on.page.pageId, name: "Alpha" } });
  await on.undo(edit.id);
  expect(await getSegment(on.pageId, edited.id)).toMatchObject({ predicate: { op: "LABEL", labelId } });
  await on.undo(deleted.id);
  expect(await getSegment(on.pageId, gone.id)).toMatchObject({ predicate: { op: "LABEL", labelId } });
  expect((await on.newest("label.renamed")).undo).toBe("rename");

  await saveSegment(on.pageId, on.userId, { ...edited, name: "Edited", predicate: label(1) });
  const again = await on.newest("segment.changed");
  await deleteSegment(on.pageId, on.userId, gone.id);
  await deleteLabel(on.pageId, on.userId, labelId);
  await expect(on.undo(again.id)).rejects.toMatchObject({ code: "predicate-wrong" });
});

test("of two who take the same change back at once, one does", async () => {
  const { saveSendingSettings } = await import("../sending-settings/mutations");
  const { readSendingSettings } = await import("../sending-settings/data");
  const { db } = await import("../db");
  const before = await readSendingSettings(on.pageId);
  await saveSendingSettings(on.pageId, on.userId, { ...before, approvalAbove: 500 });
  const { id } = await on.newest("settings.changed");
  const ends = await Promise.allSettled([on.undo(id), on.undo(id)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const where = { pageId: on.page.pageId, action: "settings.changed" };
  expect(await db().activity.count({ where })).toBe(2);
});

test("settings and kept messages go back to what they were", async () => {
  const { saveSendingSettings } = await import("../sending-settings/mutations");
  const { readSendingSettings } = await import("../sending-settings/data");
  const { keepMessage } = await import("../saved-messages/mutations");
  const { db } = await import("../db");
  const before = await readSendingSettings(on.pageId);
  await saveSendingSettings(on.pageId, on.userId, { ...before, approvalAbove: 500 });
  await on.undo((await on.newest("settings.changed")).id);
  expect(await readSendingSettings(on.pageId)).toEqual(before);
  const keep = (text: string) =>
    keepMessage(on.pageId, on.userId, { name: "Hello", content: { kind: "text", text } as never });
  await keep("First");
  await keep("Second");
  await on.undo((await on.newest("saved-message.kept")).id);
  const kept = await db().savedMessage.findFirstOrThrow({ where: { pageId: on.page.pageId } });
  expect(kept.content).toMatchObject({ text: "First" });
});

test("whoever may not make a change may not take it back", async () => {
  const { saveSegment } = await import("../segments/mutations");
  const { id } = await saveSegment(on.pageId, on.userId, { name: "S", predicate: label(0) });
  await saveSegment(on.pageId, on.userId, { id, name: "T", predicate: label(0) });
  await expect(on.undo((await on.newest("segment.changed")).id, "support-lead")).rejects.toMatchObject({
    code: "forbidden",
  });
});
