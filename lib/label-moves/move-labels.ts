import { db } from "../db";
import { findPage, graphOf } from "../facebook-pages/data";
import type { JobContext } from "../jobs/job-context";
import { deleteSources } from "./delete-sources";
import { makeTarget } from "./make-target";
import { findMove, meetTrouble, type Move, type MoveStep } from "./move";
import { takeUpAttempting } from "./plan";
import { putOn } from "./put-on";
import { continueMove, enqueueMove } from "./queue";
import { switchOver } from "./switch-over";
import { beginTakingBack, takeBack } from "./take-back";
import { verifyMove } from "./verify";

/** A run ends after this long and goes on with the next, so that other jobs of the Page get their turn. */
const runMs = 20_000;

/**
 * Job: gives a label another name, or makes several labels one. The Graph can do neither, so the people move: the new
 * label is made, put on everybody with an old one, read back, everything that selects by the old ones is switched over
 * in one transaction, and only then they are deleted. Each step begins from what is written down, so a kill at any
 * moment repeats at most the step in hand, and repeating it changes nothing.
 */
export async function moveLabels(
  payload: { pageId: string; jobId: string },
  { abortSignal }: JobContext,
): Promise<void> {
  const page = await findPage(payload.pageId);
  if (!page) return;
  const graph = await graphOf(page.id);
  await db().$transaction((transaction) => takeUpAttempting(transaction, payload.jobId));
  const endsAt = Date.now() + runMs;
  while (!abortSignal?.aborted && Date.now() < endsAt) {
    const move = await findMove(page.id, payload.jobId, graph);
    if (!move) return;
    const step = await takeStep(move).catch((error: unknown) => meetTrouble(move, error));
    if (step.kind === "over") return;
    if (step.kind === "wait") return enqueueMove(db(), page.id, payload.jobId, step);
  }
  await continueMove(page.id, payload.jobId);
}

function takeStep(move: Move): Promise<MoveStep> {
  if (move.phase === "undo") return takeBack(move);
  if (move.phase === "delete") return deleteSources(move);
  if (move.cursor.cancelledById !== undefined) return beginTakingBack(move);
  switch (move.phase) {
    case "create":
      return makeTarget(move);
    case "assign":
      return putOn(move);
    case "verify":
      return verifyMove(move);
    case "switch":
      return switchOver(move);
  }
}
