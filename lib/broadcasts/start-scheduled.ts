import { now, syncClock } from "../clock";
import { db } from "../db";
import { findPage } from "../facebook-pages/data";
import type { Broadcast } from "../generated/prisma/client";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { holdBack } from "./hold-back";
import { isTooLate, requireInTime } from "./in-time";
import { requireNoBlocker } from "./review";
import { isOfStaleness, staleAgainAfterMs } from "./staleness";
import { enqueuePreparing, enqueueStart } from "./start";

/**
 * Job: starts a scheduled broadcast when its time has come. What blocks it by then, or that its time passed while
 * nothing ran, makes it a draft again, with the reason: nothing goes out that nobody would send now. What passes by
 * itself is waited for, as long as its time is not too far behind.
 */
export async function startScheduledBroadcast(payload: {
  pageId: string;
  broadcastId: string;
}): Promise<void> {
  const page = await findPage(payload.pageId);
  const broadcast = await db().broadcast.findUnique({ where: { id: payload.broadcastId } });
  if (!page || broadcast?.state !== "scheduled" || broadcast.scheduledAt === null) return;
  if (broadcast.graphBroadcastId !== null) return; // Facebook keeps it, and begins it by itself.
  await syncClock();
  if (broadcast.scheduledAt > now()) {
    await enqueueStart(db(), page.id, broadcast);
    return;
  }
  try {
    requireInTime(broadcast.scheduledAt, now(), broadcast.tooLateAt);
    await requireNoBlocker(page.id, broadcast.id, "scheduled");
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await waitOrHoldBack(page.id, broadcast, error);
    return;
  }
  await db().$transaction(async (transaction) => {
    const started = await transaction.broadcast.updateMany({
      // As it was looked at: somebody may have edited it and set another time meanwhile.
      where: { id: broadcast.id, state: "scheduled", updatedAt: broadcast.updatedAt },
      data: { state: "preparing", preparingSince: new Date() },
    });
    if (started.count > 0) await enqueuePreparing(transaction, page.id, broadcast.id);
    // Something of it changed while it was looked at: it is looked at again, or nobody would start it.
    else await enqueueStart(transaction, page.id, broadcast);
  });
  await announce(page.id, ["broadcasts"]);
}

/** While the cache is behind, it is looked at again; so is one that somebody changed while it was looked at. */
async function waitOrHoldBack(pageId: PageId, broadcast: Broadcast, problem: Problem): Promise<void> {
  const isOver = isTooLate(broadcast.tooLateAt, now());
  if (isOfStaleness(problem) && !isOver) {
    await enqueueStart(db(), pageId, broadcast, staleAgainAfterMs);
    return;
  }
  const reason = isOver ? new Problem("broadcast-too-late", { field: "tooLateAt" }) : problem;
  if (!(await holdBack(pageId, broadcast, reason))) await enqueueStart(db(), pageId, broadcast);
}
