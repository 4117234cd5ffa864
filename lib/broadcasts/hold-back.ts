import { recordActivity } from "../activity/mutations";
import { db } from "../db";
import type { Broadcast } from "../generated/prisma/client";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import type { Problem } from "../problem";
import { toWords } from "../problem-words";

/** A draft has nothing on Facebook, nor lines in the ledger. */
export const notOnGraph = { graphState: null, graphBroadcastId: null, graphAskedAt: null, graphReach: null };

/**
 * Makes a broadcast that is about to begin a draft again, with the reason, for a person to look at; only as it was
 * looked at here. An approval that the audience has outgrown goes with it. @returns false when somebody changed it
 * meanwhile: then it is as it was, and has to be looked at again, or nobody comes back to it
 */
export async function holdBack(
  pageId: PageId,
  { id, name, state, updatedAt }: Pick<Broadcast, "id" | "name" | "state" | "updatedAt">,
  problem: Problem,
): Promise<boolean> {
  const isOutgrown = problem.code === "broadcast-approval-outgrown";
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.broadcast.updateMany({
      where: { id, state, updatedAt },
      data: {
        ...{ ...notOnGraph, state: "draft", stoppedReason: toWords(problem) },
        ...(isOutgrown ? { approvedById: null, approvedAt: null, approvedPeople: null } : {}),
      },
    });
    if (count === 0) return false;
    await transaction.delivery.deleteMany({ where: { broadcastId: id } });
    await recordActivity(transaction, pageId, {
      userId: null,
      origin: "job",
      action: "broadcast.held-back",
      subject: { broadcastId: id, broadcastName: name },
    });
    await announce(pageId, ["broadcasts", "activity"], transaction);
    return true;
  });
}
