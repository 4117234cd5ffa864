import { recordActivity } from "../activity/mutations";
import { changeChunk } from "../bulk-changes/chunk";
import { db } from "../db";
import { GraphError } from "../graph/errors";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { findMade } from "./make-target";
import { enterPhase, meetTrouble, type Move, type MoveStep } from "./move";
import { planTakingBack, recount, takeUpAttempting } from "./plan";
import { listLabelUses } from "../labels/uses";
import { waitForReading } from "./verify";

/** Cancelled before the switch: what this job put on comes off again, and the label that it made goes. */
export async function beginTakingBack(move: Move): Promise<MoveStep> {
  const { pageId, jobId, spec } = move;
  const [target] = spec.assign;
  if (!target) return deleteUnrecorded(move);
  // Whom a kill left in doubt is read first: then it is known what is there.
  const unsettled = await waitForReading(move);
  if (unsettled) return unsettled;
  return db().$transaction(async (transaction) => {
    await planTakingBack(transaction, { pageId, jobId, targetKey: target.key });
    await recount(transaction, jobId);
    return enterPhase(transaction, move, "undo");
  });
}

/** Cancelled before the label was written down: it may be on the Page all the same. */
async function deleteUnrecorded(move: Move): Promise<MoveStep> {
  try {
    const madeId = move.cursor.namesakeIds === undefined ? null : await findMade(move);
    if (madeId === null) return await endCancelled(move, null);
    if (await isUsed(move.pageId, madeId)) {
      const name = move.spec.newName ?? "";
      return await endCancelled(move, toWords(new Problem("label-move-stays", { values: { name } })));
    }
    await move.graph.deleteLabel(madeId);
    return await endCancelled(move, null);
  } catch (error) {
    return meetTrouble(move, error);
  }
}

/** Whether anybody has the label, or anything selects by it: then somebody else made it, or took it for theirs. */
async function isUsed(pageId: PageId, labelId: string): Promise<boolean> {
  const { segments, broadcasts } = await listLabelUses(db(), pageId, new Set([labelId]));
  if (segments.length + broadcasts.length > 0) return true;
  return (await db().assignment.count({ where: { pageId, label: { labelId } } })) > 0;
}

/** One step of taking back. A label that we made and nobody else uses goes as a whole; else it comes off one by one. */
export async function takeBack(move: Move): Promise<MoveStep> {
  const { pageId, jobId, spec, createdById, graph, kind } = move;
  const [target] = spec.assign;
  if (!target) return endCancelled(move, null);
  if (kind === "rename" && (await isOursAlone(move, target))) return deleteMade(move, target);
  const job = {
    ...{ id: jobId, state: "running" as const, spec, createdById },
    ...{ members: 0, prepared: 0, undoOfId: null, settleTries: 0 },
  };
  await db().$transaction((transaction) => takeUpAttempting(transaction, jobId));
  const step = await changeChunk({ pageId, job, graph });
  if (step.kind === "stopped") return { kind: "over" };
  if (step.kind === "done") return step.trouble ? meetTrouble(move, step.trouble) : { kind: "on" };
  const left = await db().jobItem.count({
    where: { jobId, isAssign: false, state: { notIn: ["done", "unchanged"] } },
  });
  if (left > 0)
    return endCancelled(
      move,
      toWords(new Problem("label-move-left", { values: { count: left, name: target.name } })),
    );
  const stays = kind === "rename" ? new Problem("label-move-stays", { values: { name: target.name } }) : null;
  return endCancelled(move, stays && toWords(stays));
}

/** Whether nobody but this job put the label on anybody, and nothing selects by it. */
async function isOursAlone(
  { pageId, jobId }: Move,
  target: { key: number; labelId: string },
): Promise<boolean> {
  const { segments, broadcasts } = await listLabelUses(db(), pageId, new Set([target.labelId]));
  if (segments.length + broadcasts.length > 0) return false;
  const others = await db().$queryRaw<unknown[]>`
    SELECT FROM assignment WHERE label_key = ${target.key}
       AND NOT EXISTS (SELECT FROM job_item WHERE job_id = ${jobId}::uuid AND job_item.label_key = ${target.key}
                          AND job_item.ordinal = assignment.ordinal AND NOT job_item.is_assign) LIMIT 1`;
  return others.length === 0;
}

async function deleteMade(move: Move, target: { key: number; labelId: string }): Promise<MoveStep> {
  try {
    await move.graph.deleteLabel(target.labelId);
  } catch (error) {
    if (!(error instanceof GraphError && error.kind === "missing")) return meetTrouble(move, error);
  }
  await db().$transaction(async (transaction) => {
    await transaction.$executeRaw`
      UPDATE job_item SET state = 'done', reason = NULL, finished_at = clock_timestamp()
       WHERE job_id = ${move.jobId}::uuid AND NOT is_assign AND state <> 'done'`;
    await recount(transaction, move.jobId);
    await announce(move.pageId, ["labels", "customers", "audience"], transaction);
    await transaction.label.deleteMany({ where: { key: target.key } });
  });
  return endCancelled(move, null);
}

/** @param trouble what stays behind, in words; null when nothing does */
async function endCancelled(
  { pageId, jobId, kind, spec, cursor }: Move,
  trouble: string | null,
): Promise<MoveStep> {
  await db().$transaction(async (transaction) => {
    const { count } = await transaction.job.updateMany({
      where: { id: jobId, state: "running" },
      data: { state: "cancelled", finishedAt: new Date(), trouble, ratePerSecond: null },
    });
    if (count === 0) return;
    const names = spec.remove.map(({ name }) => name);
    await recordActivity(transaction, pageId, {
      userId: cursor.cancelledById ?? null,
      origin: "dashboard",
      action: kind === "rename" ? "label.rename-cancelled" : "label.merge-cancelled",
      subject: { jobId, labelName: spec.newName ?? spec.assign[0]?.name ?? "", removedNames: names },
    });
    await announce(pageId, ["jobs", "activity"], transaction);
  });
  return { kind: "over" };
}
