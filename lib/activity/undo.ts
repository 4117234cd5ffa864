import { isDeepStrictEqual } from "node:util";
import { claimEchoes } from "../customers/label-actor";
import { changeLabel } from "../customers/mutations";
import { db } from "../db";
import { can, type Capability, type Role } from "../domain/permissions";
import { predicateSchema } from "../domain/predicate-schema";
import type { Activity } from "../generated/prisma/client";
import { changeLabelLook, deleteLabel } from "../labels/mutations";
import { getLabel } from "../labels/data";
import type { LabelLook } from "../labels/schema";
import { undeleteLabel } from "../labels/undelete-label";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { forgetMessage, keepMessage } from "../saved-messages/mutations";
import { undeleteSegment } from "../segments/deleted-segment";
import { followLabels } from "../segments/follow-labels";
import { saveSegment } from "../segments/mutations";
import { readPredicate } from "../segments/predicate-input";
import { readSendingSettings } from "../sending-settings/data";
import { saveSendingSettings } from "../sending-settings/mutations";
import type { SendingSettings } from "../sending-settings/schema";
import { readUserNames } from "../team/data";
import { changeRole } from "../team/mutations";
import { withUndoClaimed } from "./claim-undo";
import { recordActivity } from "./mutations";
import type { ActivitySubject, ActivityValues } from "./schema";
import { undoCapabilities, type UndoableAction } from "./undoable";

interface Undo {
  pageId: PageId;
  userId: string;
  subject: ActivitySubject;
  before: ActivityValues;
  after: ActivityValues;
  /** The change itself. */
  changed: Activity;
}

/**
 * Takes one change back: only what it did, and only where that still stands. What somebody changed since is left, and
 * named. The taking back is a change of its own, with its own line.
 * @throws Problem "undo-changed-since", "undo-done" or "undo-never"
 */
export async function undoActivity(
  pageId: PageId,
  { userId, role }: { userId: string; role: Role },
  id: bigint,
): Promise<void> {
  const changed = await db().activity.findFirst({ where: { pageId, id } });
  if (!changed || !(changed.action in undoCapabilities)) throw new Problem("undo-never");
  if (changed.undoneAt !== null && !changed.undoUnknown) throw new Problem("undo-done");
  const action = changed.action as UndoableAction;
  const capability: Capability = undoCapabilities[action];
  if (!can(role, capability)) throw new Problem("forbidden");
  await undoers[action]({
    ...{ pageId, userId, changed },
    subject: changed.subject as ActivitySubject,
    before: (changed.before ?? {}) as ActivityValues,
    after: (changed.after ?? {}) as ActivityValues,
  });
  // What is as it was already writes nothing.
  await db().activity.updateMany({
    where: { id, OR: [{ undoneAt: null }, { undoUnknown: true }] },
    data: { undoneAt: new Date(), undoUnknown: false },
  });
  await announce(pageId, ["activity"]);
}

const undoers: Record<UndoableAction, (undo: Undo) => Promise<unknown>> = {
  "label.assigned": (undo) => toggleBack(undo, "remove"),
  "label.removed": (undo) => toggleBack(undo, "assign"),
  "label.changed": changeLookBack,
  "label.created": unmakeLabel,
  "label.deleted": ({ pageId, userId, subject, changed }) =>
    withUndoClaimed(changed.id, () => undeleteLabel(pageId, userId, subject.labelId ?? "", changed)),
  "member.role-changed": changeRoleBack,
  "segment.changed": changeSegmentBack,
  "segment.restored": changeSegmentBack,
  "segment.deleted": ({ pageId, userId, subject }) =>
    undeleteSegment(pageId, userId, subject.segmentId ?? ""),
  "settings.changed": changeSettingsBack,
  "saved-message.kept": changeMessageBack,
  "saved-message.forgotten": changeMessageBack,
};

async function toggleBack(undo: Undo, action: "assign" | "remove"): Promise<void> {
  const { pageId, userId, subject, changed } = undo;
  const { psid = "", labelId = "" } = subject;
  await withUndoClaimed(changed.id, async () => {
    if (await noteHappened(undo, action)) return;
    await requireLastWord(undo, action);
    await changeLabel(pageId, userId, { action, psid, labelId }, { undoes: changed.id });
  });
}

/**
 * An earlier try without an answer may have been done all the same: that is known once the labels are read, and is then
 * written down instead of asked for again.
 */
async function noteHappened(
  { pageId, userId, subject, changed }: Undo,
  action: "assign" | "remove",
): Promise<boolean> {
  if (!changed.undoUnknown || changed.undoneAt === null) return false;
  const { label, customer, last } = await readLastWord(pageId, subject);
  if (customer.labelsDoubtful) throw new Problem("undo-under-way");
  const isAssigned = action === "assign";
  const isOurs =
    last?.isAssigned === isAssigned &&
    last.userId === null &&
    last.jobId === null &&
    last.at >= changed.undoneAt;
  if (!isOurs) return false;
  const { ordinal, psid, name: customerName } = customer;
  const { key: labelKey, labelId, name: labelName } = label;
  await db().$transaction(async (transaction) => {
    await recordActivity(transaction, pageId, {
      ...{ userId, origin: "dashboard", undoes: changed.id },
      action: isAssigned ? "label.assigned" : "label.removed",
      subject: { labelId, labelName, psid, customerName },
    });
    await claimEchoes(transaction, pageId, { userId }, [{ ordinal, labelKey, isAssigned }], last.at);
  });
  return true;
}

async function readLastWord(pageId: PageId, { psid = "", labelId = "" }: ActivitySubject) {
  const label = await getLabel(pageId, labelId);
  const customer = await db().customer.findUnique({ where: { pageId_psid: { pageId, psid } } });
  if (!customer) throw new Problem("customer-unknown", { values: { psid } });
  const last = await db().labelHistory.findFirst({
    where: { pageId, ordinal: customer.ordinal, labelKey: label.key },
    orderBy: { id: "desc" },
  });
  return { label, customer, last };
}

/** The last word about this label on this customer must be the one that is taken back. */
async function requireLastWord(
  { pageId, subject, changed }: Undo,
  action: "assign" | "remove",
): Promise<void> {
  const { psid = "", labelId = "" } = subject;
  const { label, last } = await readLastWord(pageId, subject);
  const isStill =
    last?.isAssigned === (action === "remove") && last.userId === changed.userId && last.jobId === null;
  const later = await db().activity.count({
    where: {
      ...{ pageId, id: { gt: changed.id }, action: { in: ["label.assigned", "label.removed"] } },
      AND: [
        { subject: { path: ["psid"], equals: psid } },
        { subject: { path: ["labelId"], equals: labelId } },
      ],
    },
  });
  if (!isStill || later > 0) throw await changedSince(label.name, last?.userId ?? null);
}

/** Only while nobody has it and nothing speaks of it: else a person deletes it where they see who loses it. */
async function unmakeLabel({ pageId, userId, subject, changed }: Undo): Promise<void> {
  await withUndoClaimed(changed.id, () =>
    deleteLabel(pageId, userId, subject.labelId ?? "", { undoes: changed.id }),
  );
}

async function changeRoleBack({ pageId, userId, subject, changed }: Undo): Promise<void> {
  const { memberId, memberName = "", role, roleBefore } = subject;
  if (!memberId || !role || !roleBefore) throw new Problem("undo-never");
  const later = await db().activity.count({
    where: {
      ...{ pageId, id: { gt: changed.id } },
      action: { in: ["member.role-changed", "member.removed", "member.joined"] },
      subject: { path: ["memberId"], equals: memberId },
    },
  });
  if (later > 0) throw await changedSince(memberName, null);
  await changeRole(pageId, userId, memberId, roleBefore, { basedOn: role, undoes: changed.id });
}

async function changeLookBack({ pageId, userId, subject, before, after, changed }: Undo): Promise<void> {
  const { labelId = "" } = subject;
  const { hue, description, groupName } = await getLabel(pageId, labelId);
  const present = { hue, description, groupName } as LabelLook;
  const look = takeBack(present, before.look, after.look);
  if (!look) throw await changedSince(subject.labelName ?? "", null);
  await changeLabelLook(pageId, userId, labelId, look, { basedOn: present, undoes: changed.id });
}

/** A label that was renamed or merged since is the same to whoever takes back; one that is gone is refused. */
async function changeSegmentBack({ pageId, userId, subject, before, after, changed }: Undo): Promise<void> {
  const { segmentId: id = "", segmentName = "" } = subject;
  const stored = await db().segment.findFirst({ where: { pageId, id } });
  if (!stored || !before.segment || !after.segment) throw new Problem("segment-unknown");
  const present = { name: stored.name, predicate: predicateSchema.parse(stored.predicate) };
  const [was, became] = await followLabels(pageId, [before.segment.predicate, after.segment.predicate]);
  const values = takeBack(
    present,
    { ...before.segment, predicate: was ?? before.segment.predicate },
    { ...after.segment, predicate: became ?? after.segment.predicate },
  );
  if (!values) throw await changedSince(segmentName, stored.updatedById);
  const draft = { id, name: values.name, predicate: await readPredicate(pageId, values.predicate) };
  const basedOn = stored.updatedAt.toISOString();
  await saveSegment(pageId, userId, { ...draft, basedOn, undoes: changed.id });
}

async function changeSettingsBack({ pageId, userId, before, after, changed }: Undo): Promise<void> {
  const present: SendingSettings = await readSendingSettings(pageId);
  const settings = takeBack(present, before.settings, after.settings);
  if (!settings) throw await changedSince("", null);
  await saveSendingSettings(pageId, userId, settings, { basedOn: present, undoes: changed.id });
}

async function changeMessageBack({ pageId, userId, before, after, subject, changed }: Undo): Promise<void> {
  const name = subject.messageName ?? "";
  const stored = await db().savedMessage.findFirst({ where: { pageId, name } });
  const isStill = isDeepStrictEqual(stored?.content ?? null, after.message?.content ?? null);
  if (!isStill) throw await changedSince(name, stored?.createdById ?? null);
  if (before.message) await keepMessage(pageId, userId, before.message, changed.id);
  else if (stored) await forgetMessage(pageId, userId, stored.id, changed.id);
}

/**
 * What is there now, with the parts that a change touched as they were before it. Null when one of those parts is not as
 * the change left it: somebody changed it since.
 */
function takeBack<Values extends object>(
  present: Values,
  before: Values | undefined,
  after: Values | undefined,
): Values | null {
  if (!before || !after) return null;
  const keys = Object.keys(after) as (keyof Values)[];
  const touched = keys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
  if (touched.some((key) => !isDeepStrictEqual(present[key], after[key]))) return null;
  return { ...present, ...Object.fromEntries(touched.map((key) => [key, before[key]])) };
}

async function changedSince(name: string, userId: string | null): Promise<Problem> {
  const names = await readUserNames([userId]);
  const who = userId === null ? "" : (names.get(userId) ?? "");
  return new Problem(who === "" ? "undo-changed-since" : "undo-changed-since-by", { values: { name, who } });
}
