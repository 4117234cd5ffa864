import { now } from "../clock";
import { db, type Transaction } from "../db";
import type { Broadcast } from "../generated/prisma/client";
import { enqueue } from "../jobs/queue";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { compileAtItsTime } from "./at-its-time";
import { getBroadcast } from "./data";
import { record } from "./record";
import { lockBroadcast, requireUnchanged } from "./save-draft";
import { requireNoBlocker } from "./review";

/** What a person looked at: how many people it was for, and which state of the broadcast (its `updatedAt`). */
interface Agreed {
  expectedRecipients: number;
  basedOn: string;
}

/**
 * Starts a draft, or has it started at its time: the audience is frozen by a job, then the worker sends. Refused while
 * anything blocks it, when the number that the person agreed to is no longer true, and when it is not the broadcast any
 * more that they looked at.
 */
export async function startBroadcast(
  pageId: PageId,
  userId: string,
  id: string,
  agreed: Agreed,
): Promise<void> {
  const { willReceive, decision } = await requireNoBlocker(pageId, id, "draft");
  requireExpected(willReceive, agreed);
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
    requireUnchanged(broadcast.updatedAt, agreed.basedOn);
    const isLater = broadcast.scheduledAt !== null;
    // Never at once what somebody wanted at a time: that the time went by meanwhile is for them to know.
    if (isLater && broadcast.scheduledAt! <= now())
      throw new Problem("broadcast-time-past", { field: "scheduledAt" });
    // Through the Broadcast API it is handed to Facebook now, which keeps it until its time.
    const isOurs = isLater && decision.way === "fan-out";
    const state = isOurs ? "scheduled" : "preparing";
    await transaction.broadcast.update({
      where: { id },
      data: {
        ...{ state, predicted: willReceive, startedById: userId, stoppedReason: null },
        ...{ way: decision.way, preparingSince: isOurs ? null : new Date() },
      },
    });
    if (isOurs) await enqueueStart(transaction, pageId, broadcast);
    else await enqueuePreparing(transaction, pageId, id);
    const action = isLater ? "broadcast.scheduled" : "broadcast.started";
    await record(transaction, pageId, userId, action, broadcast, willReceive);
  });
}

function requireExpected(willReceive: number, { expectedRecipients }: Agreed): void {
  if (willReceive === expectedRecipients) return;
  const values = { now: willReceive, before: expectedRecipients };
  throw new Problem("broadcast-audience-changed", { values });
}

/**
 * A second person agrees, to exactly what they looked at and to so many people; see `isOutgrown` for how far that
 * holds. @throws Problem when it is their own
 */
export async function approveBroadcast(
  pageId: PageId,
  userId: string,
  id: string,
  agreed: Agreed,
): Promise<void> {
  const { peopleToAgreeTo: people } = await compileAtItsTime(pageId, await getBroadcast(pageId, id));
  requireExpected(people, agreed);
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
    requireUnchanged(broadcast.updatedAt, agreed.basedOn);
    if (broadcast.createdById === userId || broadcast.editedById === userId)
      throw new Problem("broadcast-own-approval");
    const data = { approvedById: userId, approvedAt: new Date(), approvedPeople: people };
    await transaction.broadcast.update({ where: { id }, data });
    await record(transaction, pageId, userId, "broadcast.approved", broadcast, people);
  });
}

export async function enqueuePreparing(
  transaction: Pick<Transaction, "$executeRaw">,
  pageId: PageId,
  id: string,
  runAt?: Date,
): Promise<void> {
  const payload = { pageId, broadcastId: id };
  await enqueue(transaction, "prepare-broadcast", payload, { key: `prepare:${id}`, runAt });
}

/**
 * The platform's clock may be moved in the demo, so the wait is what is left of it by that clock.
 * @param afterMs not sooner than this from now
 */
export async function enqueueStart(
  transaction: Pick<Transaction, "$executeRaw">,
  pageId: PageId,
  { id, scheduledAt }: Pick<Broadcast, "id" | "scheduledAt">,
  afterMs = 0,
): Promise<void> {
  const waitMs = Math.max(afterMs, (scheduledAt?.getTime() ?? 0) - now().getTime());
  await enqueue(
    transaction,
    "start-scheduled-broadcast",
    { pageId, broadcastId: id },
    { key: `start:${id}`, runAt: new Date(Date.now() + waitMs) },
  );
}
