import { recordActivity } from "../activity/mutations";
import { enqueueChangeLabels } from "../bulk-changes/progress";
import type { BulkSpec } from "../bulk-changes/spec";
import { db, type Transaction } from "../db";
import type { Activity } from "../generated/prisma/client";
import { graphOf } from "../facebook-pages/data";
import { toGraphProblem } from "../graph-problem";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { createOnPage, saveLabels } from "./mutations";
import { lockLabelNames, readNewName } from "./new-name";
import type { LabelLook } from "./schema";

interface DeletedLabel {
  key: number;
  name: string;
  members: number[];
  look: LabelLook;
}

/**
 * Makes a deleted label again, by its name and with its look, and begins to put it back on those who had it: a bulk
 * change like any other. For Facebook it is another label.
 * @throws Problem, among them "label-name-taken" when another label has the name by now
 */
export async function undeleteLabel(
  pageId: PageId,
  userId: string,
  labelId: string,
  changed: Pick<Activity, "id" | "at" | "undoUnknown">,
): Promise<void> {
  const { id: undoes } = changed;
  const deleted = await findDeleted(pageId, labelId, undoes);
  const madeId = (await findMade(pageId, deleted.name, changed)) ?? (await make(pageId, deleted.name));
  await db().$transaction(async (transaction) => {
    await lockLabelNames(transaction, pageId);
    await saveLabels(transaction, pageId, [{ id: madeId, name: deleted.name }]);
    const { key } = await transaction.label.update({
      where: { pageId_labelId: { pageId, labelId: madeId } },
      data: deleted.look,
      select: { key: true },
    });
    const label = { key, labelId: madeId, name: deleted.name };
    const jobId =
      deleted.members.length === 0
        ? undefined
        : await putBack(transaction, { pageId, userId }, deleted, label);
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "label.undeleted",
      subject: { labelId: madeId, labelName: deleted.name, people: deleted.members.length, jobId },
      undoes,
    });
    // Predicates that are brought back later speak of the new one.
    await transaction.formerLabel.update({
      where: { key: deleted.key },
      data: { becameId: madeId, members: [] },
    });
    await announce(pageId, ["labels", "jobs", "activity"], transaction);
  });
}

async function findDeleted(pageId: PageId, labelId: string, undoes: bigint): Promise<DeletedLabel> {
  const [former, change] = await Promise.all([
    db().formerLabel.findFirst({ where: { pageId, labelId, becameId: null }, orderBy: { key: "desc" } }),
    db().activity.findUniqueOrThrow({ where: { id: undoes } }),
  ]);
  const { kept } = (change.before ?? {}) as { kept?: { look?: LabelLook } };
  if (!former || !kept?.look) throw new Problem("undo-never");
  return { key: former.key, name: former.name, members: former.members, look: kept.look };
}

/** What an earlier try made whose answer was lost, when we have heard of it since: nobody has it yet. */
async function findMade(
  pageId: PageId,
  name: string,
  { at, undoUnknown }: Pick<Activity, "at" | "undoUnknown">,
): Promise<string | null> {
  if (!undoUnknown) return null;
  const made = await db().label.findFirst({
    where: { pageId, name, firstSeenAt: { gte: at }, assignments: { none: {} } },
    select: { labelId: true },
  });
  return made?.labelId ?? null;
}

async function make(pageId: PageId, name: string): Promise<string> {
  await readNewName(pageId, name);
  return (await findOnPage(pageId, name)) ?? (await createOnPage(pageId, name));
}

/** A label of this name that is there already and that we do not know: made by an earlier try whose answer was lost. */
async function findOnPage(pageId: PageId, name: string): Promise<string | null> {
  try {
    for await (const label of (await graphOf(pageId)).listLabels()) if (label.name === name) return label.id;
    return null;
  } catch (error) {
    throw toGraphProblem(error, pageId);
  }
}

/** @returns the job that puts it back on those who had it */
async function putBack(
  transaction: Transaction,
  { pageId, userId }: { pageId: PageId; userId: string },
  { members }: DeletedLabel,
  label: BulkSpec["assign"][number],
): Promise<string> {
  const spec: BulkSpec = { assign: [label], remove: [], people: members.length };
  const { id } = await transaction.job.create({
    data: {
      ...{ pageId, kind: "bulk", createdById: userId, members, total: members.length },
      spec: { ...spec },
    },
    select: { id: true },
  });
  await enqueueChangeLabels(transaction, pageId, id);
  return id;
}
