import { isDeepStrictEqual } from "node:util";
import { recordActivity } from "../activity/mutations";
import { db, type Transaction } from "../db";
import { isLabelHue } from "../domain/label-hue";
import { toLabelKind } from "../domain/label-kind";
import { graphOf } from "../facebook-pages/data";
import type { Label } from "../generated/prisma/client";
import { GraphError } from "../graph/errors";
import { toGraphProblem } from "../graph-problem";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { countUnsettled } from "../label-moves/plan";
import { findPendingName, isInOtherJob, requireNotMoving } from "../label-moves/unfinished";
import { listLabelUses } from "./uses";
import { getLabel } from "./data";
import type { LabelLook } from "./schema";
import { findNamesake, lockLabelNames, readNewName } from "./new-name";

/** A label on more people than these comes back empty handed: its deletion cannot be taken back. */
const deletedMembersMax = 1_000_000;

/** Creates a label on the Page, then here. Names are ours to keep unique: the Graph may allow two of one name. */
export async function createLabel(
  pageId: PageId,
  userId: string,
  given: string,
): Promise<{ labelId: string }> {
  const name = await readNewName(pageId, given);
  const labelId = await createOnPage(pageId, name);
  const twin = await db().$transaction(async (transaction) => {
    await lockLabelNames(transaction, pageId);
    const other =
      (await findNamesake(transaction, pageId, name, labelId)) ??
      (await findPendingName(transaction, pageId, name));
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "label.created",
      subject: { labelId, labelName: name },
    });
    await announce(pageId, ["labels", "activity"], transaction);
    await saveLabels(transaction, pageId, [{ id: labelId, name }]);
    return other;
  });
  // It is on the Page now, beside the other: no harm, but a person should know.
  if (twin) throw new Problem("label-name-twin", { field: "name", values: { name: twin.name } });
  return { labelId };
}

/**
 * Deletes a label on the Page and here, with all its assignments. Refused while something uses it. Who had it is kept,
 * so that the deletion can be taken back.
 * @param undo when the label's creation is taken back: then also refused while somebody has it
 */
export async function deleteLabel(
  pageId: PageId,
  userId: string,
  labelId: string,
  undo?: { undoes: bigint },
): Promise<void> {
  const label = await getLabel(pageId, labelId);
  if (toLabelKind(label.name) === "automatic") throw new Problem("label-automatic");
  await requireNotMoving(pageId, [labelId]);
  await requireUnused(pageId, labelId);
  if (undo) await requireNobody(pageId, label);
  const hadBefore = await deleteOnPage(pageId, label);
  await db().$transaction(async (transaction) => {
    // Of two who delete it at once, or beside its webhook, one finds it gone: then it was told already.
    const [held] = await transaction.$queryRaw<
      unknown[]
    >`SELECT FROM label WHERE key = ${label.key} FOR UPDATE`;
    if (!held) return;
    const members = [...new Set([...hadBefore, ...(await listMembers(transaction, label.key))])];
    const isKept = members.length <= deletedMembersMax;
    const people = isKept
      ? members.length
      : await transaction.assignment.count({ where: { labelKey: label.key } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "label.deleted",
      subject: { labelId, labelName: label.name, people },
      ...(!isKept ? {} : { kept: { look: toLook(label) } }),
      undoes: undo?.undoes,
    });
    await announce(pageId, ["labels", "customers", "audience", "segments", "activity"], transaction);
    await transaction.label.deleteMany({ where: { key: label.key } });
    if (isKept) await transaction.formerLabel.updateMany({ where: { key: label.key }, data: { members } });
  });
}

/**
 * Who has it is written down first: once it is gone on the Page, Facebook may take it from everybody here before we
 * hear that it is. @returns who had it
 */
async function deleteOnPage(
  pageId: PageId,
  { key, labelId, deletingMembers }: Pick<Label, "key" | "labelId" | "deletingMembers">,
): Promise<number[]> {
  const members = await listMembers(db(), key);
  if (deletingMembers.length === 0)
    await db().label.updateMany({ where: { key }, data: { deletingMembers: members } });
  try {
    await (await graphOf(pageId)).deleteLabel(labelId);
    return members;
  } catch (error) {
    // Gone on the Page already, perhaps by an earlier try of ours: then it goes here too.
    if (error instanceof GraphError && error.kind === "missing") return [...deletingMembers, ...members];
    if (error instanceof GraphError && error.provesNothingDone)
      await db().label.updateMany({ where: { key }, data: { deletingMembers } });
    throw toGraphProblem(error, pageId);
  }
}

/** Who has the label, by ordinal; one more than are kept tells that there are too many. */
async function listMembers(
  transaction: Pick<Transaction, "assignment">,
  labelKey: number,
): Promise<number[]> {
  const rows = await transaction.assignment.findMany({
    where: { labelKey },
    orderBy: { ordinal: "asc" },
    take: deletedMembersMax + 1,
    select: { ordinal: true },
  });
  return rows.map(({ ordinal }) => ordinal);
}

/**
 * @throws Problem "undo-label-had" while somebody has it, "undo-label-unsettled" while that is not certain, or
 * "undo-label-job" while a job may put it on somebody
 */
async function requireNobody(pageId: PageId, { key, name }: { key: number; name: string }): Promise<void> {
  const count = await db().assignment.count({ where: { labelKey: key } });
  if (count > 0) throw new Problem("undo-label-had", { values: { count, name } });
  const unsettled = await countUnsettled(db(), pageId);
  if (unsettled.people + unsettled.webhooks > 0)
    throw new Problem("undo-label-unsettled", { values: { name } });
  if (await isInOtherJob(pageId, null, [key])) throw new Problem("undo-label-job", { values: { name } });
}

function toLook({
  hue,
  description,
  groupName,
}: Pick<Label, "hue" | "description" | "groupName">): LabelLook {
  return { hue: isLabelHue(hue) ? hue : null, description, groupName };
}

/** What we say of a label for ourselves; Facebook knows nothing of it. @throws Problem "label-unknown" */
export async function changeLabelLook(
  pageId: PageId,
  userId: string | null,
  labelId: string,
  look: LabelLook,
  undo?: { basedOn: LabelLook; undoes: bigint },
): Promise<void> {
  await db().$transaction(async (transaction) => {
    await transaction.$queryRaw`
      SELECT FROM label WHERE page_id = ${pageId} AND label_id = ${labelId} FOR UPDATE`;
    const label = await transaction.label.findUnique({ where: { pageId_labelId: { pageId, labelId } } });
    if (!label) throw new Problem("label-unknown");
    const before = toLook(label);
    if (undo && !isDeepStrictEqual(before, undo.basedOn))
      throw new Problem("undo-changed-since", { values: { name: label.name } });
    if (isDeepStrictEqual(before, look)) return;
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "label.changed",
      subject: { labelId, labelName: label.name },
      before: { look: before },
      after: { look },
      undoes: undo?.undoes,
    });
    await announce(pageId, ["labels", "activity"], transaction);
    await transaction.label.update({ where: { key: label.key }, data: look });
  });
}

/** Adds labels and follows their names. Labels of the Page that are not given stay. */
export async function saveLabels(
  transaction: Transaction,
  pageId: PageId,
  labels: readonly { id: string; name: string }[],
): Promise<void> {
  if (labels.length === 0) return;
  // Sorted, so that two that add the same labels cannot wait for one another.
  const sorted = [...new Map(labels.map((label) => [label.id, label])).values()].sort((one, other) =>
    one.id < other.id ? -1 : 1,
  );
  await transaction.$executeRaw`
    INSERT INTO label (page_id, label_id, name)
    SELECT ${pageId}, given.id, given.name
      FROM unnest(${sorted.map(({ id }) => id)}::text[], ${sorted.map(({ name }) => name)}::text[]) AS given(id, name)
     -- Those that stand as they are told take no key: keys are numbers that can run out.
     WHERE NOT EXISTS (SELECT FROM label WHERE page_id = ${pageId} AND label_id = given.id AND label.name = given.name)
    ON CONFLICT (page_id, label_id) DO UPDATE SET name = excluded.name WHERE label.name <> excluded.name`;
}

export async function createOnPage(pageId: PageId, name: string): Promise<string> {
  try {
    const { id } = await (await graphOf(pageId)).createLabel(name);
    return id;
  } catch (error) {
    throw toGraphProblem(error, pageId);
  }
}

async function requireUnused(pageId: PageId, labelId: string): Promise<void> {
  const { segments, broadcasts } = await listLabelUses(db(), pageId, new Set([labelId]));
  refuseUsed("label-used", segments);
  refuseUsed("label-used-broadcasts", broadcasts);
}

function refuseUsed(code: "label-used" | "label-used-broadcasts", users: readonly { name: string }[]): void {
  if (users.length === 0) return;
  const names = users.map(({ name }) => `“${name}”`).join(", ");
  throw new Problem(code, { values: { count: users.length, names } });
}
