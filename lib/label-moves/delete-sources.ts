import { db, type Transaction } from "../db";
import { GraphError } from "../graph/errors";
import type { LabelUses } from "../labels/uses";
import { announce } from "../page-events";
import { enterPhase, holdMove, meetTrouble, noteInMove, type Move, type MoveStep } from "./move";
import { holdUses, moveUses } from "./move-uses";
import { bringInStep } from "./put-on";
import { waitFor } from "./switch-over";
import { waitForReading } from "./verify";

/**
 * After the switch the old labels go. Whoever got one of them meanwhile gets the new one first, and once more after
 * they are gone: between the last look and the deletion somebody may have got one in Facebook.
 */
export async function deleteSources(move: Move): Promise<MoveStep> {
  const { jobId, cursor } = move;
  if (cursor.areDeleted) return endMove(move);
  // Of whom is in doubt it is not known whether the old label is all that they have.
  const step = (await waitForReading(move)) ?? (await bringInStep(move)) ?? (await leaveSources(move));
  if (step) return step;
  try {
    for (const { labelId } of move.spec.remove) await deleteOnPage(move, labelId);
  } catch (error) {
    return meetTrouble(move, error);
  }
  await noteInMove(db(), jobId, { areDeleted: true });
  return { kind: "on" };
}

/**
 * Before every attempt to delete: what was saved with an old label since the switch moves too, and a broadcast that
 * began with one is waited for.
 * @returns null when nothing speaks of them any more, and it was written down before that they may be gone
 */
async function leaveSources(move: Move): Promise<MoveStep | null> {
  const { jobId, cursor } = move;
  return db().$transaction(async (transaction) => {
    if (!(await holdMove(transaction, move))) return { kind: "on" };
    const late = await holdLateUses(transaction, move);
    const running = late.broadcasts.find(({ isUnderWay }) => isUnderWay);
    if (running) return waitFor("label-move-broadcast", running.name);
    await moveLateUses(transaction, move, late);
    if (cursor.deletingAt !== undefined) return null;
    await noteInMove(transaction, jobId, { deletingAt: new Date().toISOString() });
    return { kind: "on" };
  });
}

/** Saved with an old label since the switch, by somebody who had opened it before. */
function holdLateUses(transaction: Transaction, move: Move): Promise<LabelUses> {
  return holdUses(transaction, move, new Set(move.spec.remove.map(({ labelId }) => labelId)));
}

async function moveLateUses(transaction: Transaction, move: Move, late: LabelUses): Promise<void> {
  if (late.segments.length + late.broadcasts.length === 0) return;
  await moveUses(transaction, move, late, () => move.kind === "rename");
  await announce(move.pageId, ["segments", "broadcasts"], transaction);
}

async function deleteOnPage({ graph }: Move, labelId: string): Promise<void> {
  try {
    await graph.deleteLabel(labelId);
  } catch (error) {
    // Gone already: by us, before a kill or without an answer, or by somebody in Facebook.
    if (!(error instanceof GraphError && error.kind === "missing")) throw error;
  }
}

async function endMove(move: Move): Promise<MoveStep> {
  const { pageId, jobId, spec } = move;
  const step = (await waitForReading(move)) ?? (await bringInStep(move));
  if (step) return step;
  const [target] = spec.assign;
  const keys = spec.remove.map(({ key }) => key);
  await db().$transaction(async (transaction) => {
    if (!(await holdMove(transaction, move))) return;
    await moveLateUses(transaction, move, await holdLateUses(transaction, move));
    await enterPhase(transaction, move, "delete");
    await transaction.job.update({
      where: { id: jobId },
      data: { state: "done", finishedAt: new Date(), trouble: null, ratePerSecond: null },
    });
    await announce(
      pageId,
      ["jobs", "labels", "customers", "audience", "segments", "broadcasts"],
      transaction,
    );
    await transaction.label.deleteMany({ where: { key: { in: keys } } });
    await transaction.formerLabel.updateMany({
      where: { key: { in: keys } },
      data: { becameId: target?.labelId ?? null },
    });
  });
  return { kind: "over" };
}
