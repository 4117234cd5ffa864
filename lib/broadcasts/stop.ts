import { db } from "../db";
import { announce } from "../page-events";
import type { PageId } from "../page-id";

/** Pauses a broadcast for a reason that only a person can mend. The first reason stays. */
export async function pauseByItself(pageId: PageId, broadcastId: string, reason: string): Promise<void> {
  await db().broadcast.updateMany({
    where: { id: broadcastId, pageId, state: "sending" },
    data: { state: "paused", stoppedReason: reason },
  });
  await announce(pageId, ["broadcasts"]);
}
