import type { ActivityAction } from "../activity/schema";
import { db } from "../db";
import { canBroadcastBecome, type BroadcastState } from "../domain/broadcast-state";
import { graphOf } from "../facebook-pages/data";
import { Prisma, type Broadcast } from "../generated/prisma/client";
import { GraphError } from "../graph/errors";
import { toGraphProblem } from "../graph-problem";
import { enqueue } from "../jobs/queue";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { isCanaryInTheWay } from "./canary";
import { takeBackFromGraph } from "./graph-cancel";
import { enqueueWatch, noteUnreadable } from "./graph-settle";
import { notOnGraph } from "./hold-back";
import { record } from "./record";
import { forgetBlocked } from "./receipts";
import { lockBroadcast } from "./save-draft";
import { broadcastNameLengthMax } from "./schema";

/** From this answer on nothing more is marked for sending; what was marked goes out within moments. */
export function pauseBroadcast(pageId: PageId, userId: string, id: string): Promise<void> {
  return changeState(pageId, userId, id, "paused", "broadcast.paused");
}

/**
 * Goes on. After a canary that stopped it, the first few are judged again, unless the person says that the others get it
 * all the same: what is unknown may stay so for good. Where the first few are not in the way, they are judged whatever is said.
 */
export async function resumeBroadcast(
  pageId: PageId,
  userId: string,
  id: string,
  { isDespiteCanary = false } = {},
): Promise<void> {
  const isDespite = isDespiteCanary && (await isCanaryInTheWay(id));
  const action = isDespite ? "broadcast.resumed-despite" : "broadcast.resumed";
  const data = isDespite ? { canaryPassedAt: new Date() } : {};
  await changeState(pageId, userId, id, "sending", action, { data });
}

/** What was sent stays sent; what waited is skipped, with the reason. What Facebook keeps is taken back first. */
export async function cancelBroadcast(pageId: PageId, userId: string, id: string): Promise<void> {
  const takenBack = await takeBack(pageId, id);
  await changeState(pageId, userId, id, "cancelled", "broadcast.cancelled", { takenBack });
}

/** A scheduled broadcast becomes a draft again, to be changed. */
export async function unscheduleBroadcast(pageId: PageId, userId: string, id: string): Promise<void> {
  const takenBack = await takeBack(pageId, id);
  await changeState(pageId, userId, id, "draft", "broadcast.unscheduled", { takenBack });
}

/** @returns the id of the broadcast that Facebook kept and gave up; null when it keeps none of this one */
async function takeBack(pageId: PageId, id: string): Promise<string | null> {
  const broadcast = await db().broadcast.findFirst({ where: { pageId, id } });
  if (broadcast?.state !== "scheduled" || broadcast.graphBroadcastId === null) return null;
  try {
    const outcome = await takeBackFromGraph(await graphOf(pageId), broadcast.graphBroadcastId);
    if (outcome === "begun") throw new Problem("broadcast-api-no-control");
    if (outcome === "unknown") throw new Problem("broadcast-api-cancel-unknown");
  } catch (error) {
    if (error instanceof GraphError && !error.isRetryable) await noteUnreadable(pageId, id, error);
    throw toGraphProblem(error, pageId);
  }
  return broadcast.graphBroadcastId;
}

const retriedStates: readonly string[] = ["completed", "paused", "sending"];

/**
 * What Facebook refused is tried once more, each decided anew: the one way in which a broadcast that is over goes on.
 * What is unknown is not tried: it may have arrived.
 */
export async function retryFailed(pageId: PageId, userId: string, id: string): Promise<void> {
  await forgetBlocked(pageId, id, retriedStates);
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (!retriedStates.includes(broadcast.state))
      throw new Problem("broadcast-wrong-state", { values: { state: broadcast.state } });
    const { count } = await transaction.delivery.updateMany({
      where: { broadcastId: id, state: "failed" },
      data: { state: "pending", reason: null, finishedAt: null, notBefore: null, throttled: null },
    });
    if (count === 0) throw new Problem("broadcast-nothing-failed");
    const state = broadcast.state === "completed" ? "sending" : broadcast.state;
    // A canary that has not passed is watched anew: those few are going out again.
    const canaryUntil = broadcast.canaryPassedAt === null ? null : broadcast.canaryUntil;
    await transaction.broadcast.update({ where: { id }, data: { state, finishedAt: null, canaryUntil } });
    if (state === "sending") await enqueueSending(transaction, pageId, id);
    await record(transaction, pageId, userId, "broadcast.retried", broadcast, count);
  });
}

/** A draft with the same message and audience. What others agreed to is not copied. @returns its id */
export async function duplicateBroadcast(pageId: PageId, userId: string, id: string): Promise<string> {
  return db().$transaction(async (transaction) => {
    const source = await transaction.broadcast.findFirst({ where: { pageId, id } });
    if (!source) throw new Problem("broadcast-unknown");
    const name = [...`Copy of ${source.name}`].slice(0, broadcastNameLengthMax).join("");
    const copy = await transaction.broadcast.create({
      data: {
        ...{ pageId, name, createdById: userId, editedById: userId },
        ...{ tag: source.tag, audienceKind: source.audienceKind, segmentId: source.segmentId },
        frozenListId: source.frozenListId,
        ...{ ratePerSecond: source.ratePerSecond, isCanary: source.isCanary },
        content: source.content ?? Prisma.JsonNull,
        predicate: source.predicate ?? Prisma.DbNull,
        exclusions: source.exclusions ?? Prisma.JsonNull,
      },
    });
    await record(transaction, pageId, userId, "broadcast.created", copy);
    return copy.id;
  });
}

async function changeState(
  pageId: PageId,
  userId: string,
  id: string,
  to: BroadcastState,
  action: ActivityAction,
  { takenBack = null, data = {} }: { takenBack?: string | null; data?: { canaryPassedAt?: Date } } = {},
): Promise<void> {
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (isOutOfHand(broadcast)) throw new Problem("broadcast-api-no-control");
    // Handed to Facebook since it was looked at: not taken back yet.
    if (broadcast.graphBroadcastId !== takenBack) throw new Problem("broadcast-changed");
    // Back to draft leads from "preparing" too, but not by hand.
    const isByHand = to !== "draft" || broadcast.state === "scheduled";
    if (!isByHand || !canBroadcastBecome(broadcast.state, to)) {
      throw new Problem("broadcast-wrong-state", { values: { state: broadcast.state } });
    }
    const isOver = to === "cancelled";
    await transaction.broadcast.update({
      where: { id },
      data: {
        ...{ ...data, state: to, stoppedReason: null },
        ...(isOver ? { finishedAt: new Date() } : {}),
        ...(to === "draft" ? notOnGraph : {}),
      },
    });
    if (to === "draft") await transaction.delivery.deleteMany({ where: { broadcastId: id } });
    // After a cancel the same job skips what waits, a part at a time.
    if (to === "sending" || isOver) await enqueueSending(transaction, pageId, id);
    if (isOver && broadcast.way === "broadcast-api") await enqueueWatch(pageId, id, 0, {}, transaction);
    await record(transaction, pageId, userId, action, broadcast);
  });
}

/** Facebook has no call that pauses a broadcast, or takes one back that has begun. */
function isOutOfHand({ way, state, graphState }: Broadcast): boolean {
  const isNotYetAsked = state === "preparing" && graphState === null;
  return way === "broadcast-api" && state !== "scheduled" && !isNotYetAsked;
}

/** One waiting job a broadcast, however often it is asked for. */
export async function enqueueSending(
  transaction: Parameters<typeof enqueue>[0],
  pageId: PageId,
  broadcastId: string,
  runAt?: Date,
): Promise<void> {
  await enqueue(
    transaction,
    "send-broadcast",
    { pageId, broadcastId },
    { key: toSendingKey(broadcastId), runAt },
  );
}

export function toSendingKey(broadcastId: string): string {
  return `send:${broadcastId}`;
}
