import { changeChunk } from "../bulk-changes/chunk";
import { settleUnknownItems } from "../bulk-changes/items";
import { noteProgress } from "../bulk-changes/progress";
import { db } from "../db";
import { GraphError } from "../graph/errors";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { enterPhase, meetTrouble, noteInMove, pauseMove, toPlan, type Move, type MoveStep } from "./move";
import { countMissing } from "./missing";
import { planAdditions, planLate, planRemovals, recount, takeUpAttempting } from "./plan";
import { toMissingStage } from "./spec";
import { waitForReading } from "./verify";

const settleEveryMs = 2_000;
/** How often the labels of those without an answer are looked for before a person is asked. */
const waitsMax = 20;

/**
 * One chunk of putting the target on, or taking it off again where the sources went since. When nothing waits any more,
 * the difference between old and new is looked for anew.
 * @returns null once there is none
 */
export async function bringInStep(move: Move): Promise<MoveStep | null> {
  const { pageId, jobId, spec, createdById, graph } = move;
  const job = {
    ...{ id: jobId, state: "running" as const, spec, createdById },
    ...{ members: 0, prepared: 0, undoOfId: null, settleTries: 0 },
  };
  const step = await changeChunk({ pageId, job, graph });
  if (step.kind === "stopped") return { kind: "over" };
  if (step.kind === "done") {
    await noteProgress({ pageId, job, usedPercent: null }, step.ended);
    return step.trouble ? meetTrouble(move, step.trouble) : { kind: "on" };
  }
  return (await planDifference(move)) > 0 ? { kind: "on" } : settle(move);
}

/** Puts what is different now to the items that wait. @returns how many */
async function planDifference(move: Move): Promise<number> {
  const plan = toPlan(move);
  // Once the old labels may be gone, that nobody has them any more says nothing about anybody.
  const mayRemove = move.cursor.deletingAt === undefined && (await areSourcesThere(move));
  return db().$transaction(async (transaction) => {
    await takeUpAttempting(transaction, move.jobId);
    const { areDeleted, deletingAt } = move.cursor;
    const late =
      areDeleted && deletingAt !== undefined ? await planLate(transaction, plan, new Date(deletingAt)) : 0;
    const added = late + (await planAdditions(transaction, plan));
    const removed = mayRemove ? await planRemovals(transaction, plan) : 0;
    await recount(transaction, move.jobId);
    return added + removed;
  });
}

/** Somebody may have deleted an old label on Facebook: then nobody has it, and nobody was to lose the new one. */
async function areSourcesThere({ graph, spec }: Move): Promise<boolean> {
  for (const { labelId } of spec.remove) {
    try {
      await graph.getLabel(labelId);
    } catch (error) {
      if (error instanceof GraphError) return false;
      throw error;
    }
  }
  return true;
}

/** Nothing waits, and still some do not have it: their labels are looked for, then a person is asked. */
async function settle(move: Move): Promise<MoveStep | null> {
  const { pageId, jobId, cursor } = move;
  const count = () => countMissing(db(), toPlan(move), { areGone: cursor.areDeleted });
  if ((await count()) === 0) return null;
  const unsettled = await waitForReading(move);
  if (unsettled) return unsettled;
  await db().$transaction((transaction) => settleUnknownItems(transaction, jobId));
  // Who was read meanwhile may have it after all.
  const missing = await count();
  if (missing === 0) return null;
  const unknown = await db().jobItem.count({ where: { jobId, state: "unknown" } });
  const waits = (cursor.waits ?? 0) + 1;
  await noteInMove(db(), jobId, { waits });
  if (unknown > 0 && waits <= waitsMax) return { kind: "wait", trouble: null, afterMs: settleEveryMs };
  await noteInMove(db(), jobId, { missing });
  const values = { count: missing, name: move.spec.assign[0]?.name ?? "" };
  const problem = new Problem(missingProblems[toMissingStage(move.phase, cursor)], { values });
  return pauseMove(pageId, jobId, toWords(problem));
}

const missingProblems = {
  open: "label-move-missing",
  switched: "label-move-missing-switched",
  deleted: "label-move-missing-deleted",
} as const;

/** The phase in which everybody gets the target; from it on their labels are read from the Page once more. */
export async function putOn(move: Move): Promise<MoveStep> {
  const step = await bringInStep(move);
  if (step) return step;
  return db().$transaction((transaction) => enterPhase(transaction, move, "verify"));
}
