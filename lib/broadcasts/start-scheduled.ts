import { now, syncClock } from "../clock";
import { db } from "../db";
import { findPage } from "../facebook-pages/data";
import { announce } from "../page-events";
import { Problem } from "../problem";
import { holdBack } from "./hold-back";
import { requireInTime } from "./in-time";
import { requireNoBlocker } from "./review";
import { enqueuePreparing, enqueueStart } from "./start";

/**
 * Job: starts a scheduled broadcast when its time has come. What blocks it by then, or that its time passed while
 * nothing ran, makes it a draft again, with the reason: nothing goes out that nobody would send now.
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
    await holdBack(page.id, broadcast, error);
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
