import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";
import type { Predicate } from "../domain/predicate";

let world: World;
let page: TestPage;
let userId: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = await import("../db");
  page = await world.connect({ customers: 12, labels: ["A", "B"] });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
});

const pageId = () => page.pageId as never;
const label = (at: number): Predicate => ({ op: "LABEL", labelId: page.labels[at]!.id });

async function newest(action: string) {
  const { listActivity } = await import("./data");
  const { rows } = await listActivity(pageId(), "admin", {}, null);
  return rows.find((row) => row.action === action)!;
}

async function undo(id: string, role: "admin" | "support-lead" = "admin") {
  const { undoActivity } = await import("./undo");
  await undoActivity(pageId(), { userId, role }, BigInt(id));
}

async function labelsOf(psid: string): Promise<string[]> {
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  return customers.find((one) => one.psid === psid)!.labelIds;
}

async function somebodyWithout(labelId: string): Promise<string> {
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  return customers.find((one) => one.labelsReadable && !one.labelIds.includes(labelId))!.psid;
}

test("a label that was put on one customer comes off again, once, and not after somebody changed it since", async () => {
  const { changeLabel } = await import("../customers/mutations");
  const labelId = page.labels[0]!.id;
  const psid = await somebodyWithout(labelId);
  await changeLabel(pageId(), userId, { action: "assign", psid, labelId });
  const first = await newest("label.assigned");
  expect(first.undo).toBe("possible");
  await undo(first.id);
  expect(await labelsOf(psid)).not.toContain(labelId);
  expect((await newest("label.assigned")).undo).toBe("done");
  await expect(undo(first.id)).rejects.toMatchObject({ code: "undo-done" });

  await changeLabel(pageId(), userId, { action: "assign", psid, labelId });
  const second = await newest("label.assigned");
  const { db } = await import("../db");
  const aiko = { email: `aiko-${page.pageId}@example.com`, name: "Aiko" };
  const { id: other } = await db().user.create({ data: aiko });
  for (const action of ["remove", "assign"] as const)
    await changeLabel(pageId(), other, { action, psid, labelId });
  await expect(undo(second.id)).rejects.toMatchObject({
    code: "undo-changed-since-by",
    values: { who: "Aiko", name: "A" },
  });
  expect(await labelsOf(psid)).toContain(labelId);
});

test("an edit of a segment is taken back as a new version, unless a colleague edited it since, who is named", async () => {
  const { saveSegment } = await import("../segments/mutations");
  const { getSegment } = await import("../segments/data");
  const { id } = await saveSegment(pageId(), userId, { name: "S", predicate: label(0) });
  await saveSegment(pageId(), userId, { id, name: "S", predicate: label(1) });
  const edit = await newest("segment.changed");
  expect(edit).toMatchObject({
    before: { segment: { predicate: label(0) } },
    after: { segment: { predicate: label(1) } },
  });
  await undo(edit.id);
  expect(await getSegment(pageId(), id)).toMatchObject({ name: "S", predicate: label(0) });
  await saveSegment(pageId(), userId, { id, name: "S", predicate: label(1) });
  const again = await newest("segment.changed");
  await saveSegment(pageId(), userId, { id, name: "S", predicate: { op: "NOT", operand: label(1) } });
  await expect(undo(again.id)).rejects.toMatchObject({
    code: "undo-changed-since-by",
    values: { who: "Admin", name: "S" },
  });
});

test("only what a change did is taken back: what was changed beside it stays", async () => {
  const { saveSegment } = await import("../segments/mutations");
  const { getSegment } = await import("../segments/data");
  const { changeLabelLook } = await import("../labels/mutations");
  const { getLabel } = await import("../labels/data");
  const { id } = await saveSegment(pageId(), userId, { name: "Old name", predicate: label(0) });
  await saveSegment(pageId(), userId, { id, name: "New name", predicate: label(0) });
  const renamed = await newest("segment.changed");
  await saveSegment(pageId(), userId, { id, name: "New name", predicate: label(1) });
  await undo(renamed.id);
  expect(await getSegment(pageId(), id)).toMatchObject({ name: "Old name", predicate: label(1) });

  const { labelId } = { labelId: page.labels[0]!.id };
  await changeLabelLook(pageId(), userId, labelId, { hue: "red", description: null, groupName: null });
  const coloured = await newest("label.changed");
  await changeLabelLook(pageId(), userId, labelId, { hue: "red", description: "Why", groupName: null });
  await undo(coloured.id);
  expect(await getLabel(pageId(), labelId)).toMatchObject({ hue: null, description: "Why" });
});

test("a deleted segment comes back under its own address with every version", async () => {
  const { deleteSegment, saveSegment } = await import("../segments/mutations");
  const { listVersions } = await import("../segments/versions");
  const { id } = await saveSegment(pageId(), userId, { name: "One", predicate: label(0) });
  await saveSegment(pageId(), userId, { id, name: "Two", predicate: label(1) });
  await deleteSegment(pageId(), userId, id);
  const deleted = await newest("segment.deleted");
  expect(JSON.stringify(deleted)).not.toContain("versions");
  await undo(deleted.id);
  const { rows } = await listVersions(pageId(), id, null);
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
  const edited = await saveSegment(pageId(), userId, { name: "Edited", predicate: label(0) });
  await saveSegment(pageId(), userId, { ...edited, name: "Edited", predicate: label(1) });
  const edit = await newest("segment.changed");
  const gone = await saveSegment(pageId(), userId, { name: "Gone", predicate: label(0) });
  await deleteSegment(pageId(), userId, gone.id);
  const deleted = await newest("segment.deleted");
  await startRename(pageId(), userId, page.labels[0]!.id, "Alpha");
  for (let round = 0; round < 8; round++) {
    await db().$executeRaw`
      UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'move-labels:%' OR key LIKE 'labels-%'`;
    await world.settle();
  }
  const { labelId } = await db().label.findFirstOrThrow({ where: { pageId: page.pageId, name: "Alpha" } });
  await undo(edit.id);
  expect(await getSegment(pageId(), edited.id)).toMatchObject({ predicate: { op: "LABEL", labelId } });
  await undo(deleted.id);
  expect(await getSegment(pageId(), gone.id)).toMatchObject({ predicate: { op: "LABEL", labelId } });

  await saveSegment(pageId(), userId, { ...edited, name: "Edited", predicate: label(1) });
  const again = await newest("segment.changed");
  await deleteSegment(pageId(), userId, gone.id);
  await deleteLabel(pageId(), userId, labelId);
  await expect(undo(again.id)).rejects.toMatchObject({ code: "predicate-wrong" });
});

test("of two who take the same change back at once, one does", async () => {
  const { saveSendingSettings } = await import("../sending-settings/mutations");
  const { readSendingSettings } = await import("../sending-settings/data");
  const { db } = await import("../db");
  const before = await readSendingSettings(pageId());
  await saveSendingSettings(pageId(), userId, { ...before, approvalAbove: 500 });
  const { id } = await newest("settings.changed");
  const ends = await Promise.allSettled([undo(id), undo(id)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const where = { pageId: page.pageId, action: "settings.changed" };
  expect(await db().activity.count({ where })).toBe(2);
});

test("settings and kept messages go back to what they were", async () => {
  const { saveSendingSettings } = await import("../sending-settings/mutations");
  const { readSendingSettings } = await import("../sending-settings/data");
  const { keepMessage } = await import("../saved-messages/mutations");
  const { db } = await import("../db");
  const before = await readSendingSettings(pageId());
  await saveSendingSettings(pageId(), userId, { ...before, approvalAbove: 500 });
  await undo((await newest("settings.changed")).id);
  expect(await readSendingSettings(pageId())).toEqual(before);
  const keep = (text: string) =>
    keepMessage(pageId(), userId, { name: "Hello", content: { kind: "text", text } as never });
  await keep("First");
  await keep("Second");
  await undo((await newest("saved-message.kept")).id);
  const kept = await db().savedMessage.findFirstOrThrow({ where: { pageId: page.pageId } });
  expect(kept.content).toMatchObject({ text: "First" });
});

test("whoever may not make a change may not take it back", async () => {
  const { saveSegment } = await import("../segments/mutations");
  const { id } = await saveSegment(pageId(), userId, { name: "S", predicate: label(0) });
  await saveSegment(pageId(), userId, { id, name: "T", predicate: label(0) });
  await expect(undo((await newest("segment.changed")).id, "support-lead")).rejects.toMatchObject({
    code: "forbidden",
  });
});
