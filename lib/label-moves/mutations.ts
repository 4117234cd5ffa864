import { db } from "../db";
import { findLeadStage } from "../domain/label-kind";
import { countEach } from "../audience/engine";
import { lockLabelNames, readNewName, requireFree } from "../labels/new-name";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { requireMovable } from "./movable";
import { enqueueMove } from "./queue";
import type { MoveKind, MoveSpec } from "./spec";
import { requireNotMoving } from "./unfinished";

/** Begins to give a label another name. @throws Problem */
export async function startRename(
  pageId: PageId,
  userId: string,
  labelId: string,
  given: string,
): Promise<{ jobId: string }> {
  const { sources } = await requireMovable(pageId, [labelId], null);
  const newName = await readNewName(pageId, given, labelId);
  if (newName === sources[0]?.name) throw new Problem("label-name-same", { field: "name" });
  if (findLeadStage(newName) !== null) throw new Problem("label-name-lead-stage", { field: "name" });
  return begin(pageId, userId, "rename", { assign: [], remove: sources, newName });
}

/** Begins to make several labels one that is there. @throws Problem */
export async function startMerge(
  pageId: PageId,
  userId: string,
  sourceIds: readonly string[],
  targetId: string,
): Promise<{ jobId: string }> {
  const { sources, target } = await requireMovable(pageId, sourceIds, targetId);
  return begin(pageId, userId, "merge", { assign: target ? [target] : [], remove: sources, newName: null });
}

async function begin(
  pageId: PageId,
  userId: string,
  kind: MoveKind,
  move: Omit<MoveSpec, "people">,
): Promise<{ jobId: string }> {
  const labelIds = [...move.assign, ...move.remove].map(({ labelId }) => labelId);
  const { people } = await countEach(pageId, [
    { op: "OR", operands: move.remove.map(({ labelId }) => ({ op: "LABEL", labelId })) },
  ]);
  const spec: MoveSpec = { ...move, people: people[0] ?? 0 };
  return db().$transaction(async (transaction) => {
    // Of two who begin at once with the same label, the second is told.
    await lockLabelNames(transaction, pageId);
    await requireNotMoving(pageId, labelIds, transaction);
    if (spec.newName !== null) await requireFree(transaction, pageId, spec.newName, labelIds[0]);
    const job = await transaction.job.create({
      data: {
        ...{ pageId, kind, createdById: userId, spec: { ...spec }, total: spec.people },
        phase: kind === "rename" ? "create" : "assign",
      },
      select: { id: true },
    });
    await enqueueMove(transaction, pageId, job.id);
    await announce(pageId, ["jobs"], transaction);
    return { jobId: job.id };
  });
}
