import { db } from "../db";
import { GraphError } from "../graph/errors";
import { announce } from "../page-events";
import { enterPhase, holdMove, meetTrouble, noteInMove, type Move, type MoveStep } from "./move";
import { holdUses, moveUses } from "./move-uses";
import { bringInStep } from "./put-on";
import { waitForReading } from "./verify";

/**
 * After the switch the old labels go. Whoever got one of them meanwhile gets the new one first, and once more after
 * they are gone: between the last look and the deletion somebody may have got one in Facebook.
 */
export async function deleteSources(move: Move): Promise<MoveStep> {
  const { jobId, cursor } = move;
  if (cursor.areDeleted) return endMove(move);
  const step = await bringInStep(move);
  if (step) return step;
  if (cursor.deletingAt === undefined) {
    await noteInMove(db(), jobId, { deletingAt: new Date().toISOString() });
    return { kind: "on" };
  }
  try {
    for (const { labelId } of move.spec.remove) await deleteOnPage(move, labelId);
  } catch (error) {
    return meetTrouble(move, error);
  }
  await noteInMove(db(), jobId, { areDeleted: true });
  return { kind: "on" };
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
    // Saved with an old label since the switch, by somebody who had opened it before.
    const sourceIds = new Set(spec.remove.map(({ labelId }) => labelId));
    const late = await holdUses(transaction, move, sourceIds);
    await moveUses(transaction, move, late, () => move.kind === "rename");
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
