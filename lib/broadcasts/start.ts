import { now } from "../clock";
import { db, type Transaction } from "../db";
import type { Broadcast } from "../generated/prisma/client";
import { enqueue } from "../jobs/queue";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { record } from "./mutations";
import { lockBroadcast, requireUnchanged } from "./save-draft";
import { requireNoBlocker } from "./review";

/**
 * Starts a draft, or has it started at its time: the audience is frozen by a job, then the worker sends. Refused while
 * anything blocks it, when the number that the person agreed to is no longer true, and when it is not the broadcast any
 * more that they looked at.
 */
export async function startBroadcast(
  pageId: PageId,
  userId: string,
  id: string,
  agreed: { expectedRecipients: number; basedOn: string },
): Promise<void> {
  const { willReceive, decision } = await requireNoBlocker(pageId, id, "draft");
  if (willReceive !== agreed.expectedRecipients) {
    const values = { now: willReceive, before: agreed.expectedRecipients };
    throw new Problem("broadcast-audience-changed", { values });
  }
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
    requireUnchanged(broadcast.updatedAt, agreed.basedOn);
    const isLater = broadcast.scheduledAt !== null && broadcast.scheduledAt > now();
    const state = isLater ? "scheduled" : "preparing";
    await transaction.broadcast.update({
      where: { id },
      data: {
        ...{ state, predicted: willReceive, startedById: userId, stoppedReason: null },
        way: decision.way,
      },
    });
    if (isLater) await enqueueStart(transaction, pageId, broadcast);
    else await enqueuePreparing(transaction, pageId, id);
    const action = isLater ? "broadcast.scheduled" : "broadcast.started";
    await record(transaction, pageId, userId, action, broadcast, willReceive);
  });
}

/** A second person agrees, to exactly what they looked at. @throws Problem when it is their own */
export async function approveBroadcast(
  pageId: PageId,
  userId: string,
  id: string,
  basedOn: string,
): Promise<void> {
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
    requireUnchanged(broadcast.updatedAt, basedOn);
    if (broadcast.createdById === userId || broadcast.editedById === userId)
      throw new Problem("broadcast-own-approval");
    const data = { approvedById: userId, approvedAt: new Date() };
    await transaction.broadcast.update({ where: { id }, data });
    await record(transaction, pageId, userId, "broadcast.approved", broadcast);
  });
}

export async function enqueuePreparing(transaction: Transaction, pageId: PageId, id: string): Promise<void> {
  await enqueue(transaction, "prepare-broadcast", { pageId, broadcastId: id }, { key: `prepare:${id}` });
}

/** The platform's clock may be moved in the demo, so the wait is what is left of it by that clock. */
export async function enqueueStart(
  transaction: Pick<Transaction, "$executeRaw">,
  pageId: PageId,
  { id, scheduledAt }: Pick<Broadcast, "id" | "scheduledAt">,
): Promise<void> {
  const waitMs = Math.max(0, (scheduledAt?.getTime() ?? 0) - now().getTime());
  await enqueue(
    transaction,
    "start-scheduled-broadcast",
    { pageId, broadcastId: id },
    { key: `start:${id}`, runAt: new Date(Date.now() + waitMs) },
  );
}
