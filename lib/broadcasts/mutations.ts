import { countWaterfall } from "../audience/engine";
import { recordActivity } from "../activity/mutations";
import type { ActivityAction } from "../activity/schema";
import { now } from "../clock";
import { db, type Transaction } from "../db";
import { canBroadcastBecome, type BroadcastState } from "../domain/broadcast-state";
import { countCodePoints } from "../domain/message-text";
import type { Predicate } from "../domain/predicate";
import { enqueue } from "../jobs/queue";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { requireNoBlocker } from "./review";
import { broadcastNameLengthMax, ratePerSecondDefault, ratePerSecondMax } from "./schema";

export interface BroadcastDraft {
  id?: string;
  name: string;
  text: string;
  predicate: Predicate;
  segmentId: string | null;
  ratePerSecond?: number;
  /** The `updatedAt` that the editor has; a save over a newer one is refused. */
  basedOn?: string;
}

export interface SavedBroadcast {
  id: string;
  updatedAt: string;
}

/** Creates a draft, or changes it when `id` is given. @returns its id */
export async function saveBroadcast(
  pageId: PageId,
  userId: string,
  draft: BroadcastDraft,
): Promise<SavedBroadcast> {
  const data = {
    name: readName(draft.name),
    text: draft.text,
    predicate: draft.predicate,
    segmentId: draft.segmentId,
    ratePerSecond: readRate(draft.ratePerSecond),
  };
  return db().$transaction(async (transaction) => {
    if (draft.segmentId) await requireSegment(transaction, pageId, draft.segmentId);
    if (draft.id) {
      const broadcast = await lockBroadcast(transaction, pageId, draft.id);
      if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
      if (draft.basedOn) requireUnchanged(broadcast.updatedAt, draft.basedOn);
      const saved = await transaction.broadcast.update({ where: { id: draft.id }, data });
      await announce(pageId, ["broadcasts"], transaction);
      return { id: saved.id, updatedAt: saved.updatedAt.toISOString() };
    }
    const created = await transaction.broadcast.create({ data: { ...data, pageId, createdById: userId } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "broadcast.created",
      subject: { broadcastId: created.id, broadcastName: created.name },
    });
    await announce(pageId, ["broadcasts", "activity"], transaction);
    return { id: created.id, updatedAt: created.updatedAt.toISOString() };
  });
}

/**
 * Starts a draft: the audience is frozen by a job, then the worker sends. Refused while anything blocks it, when the
 * number that the person agreed to is no longer true, and when it is not the broadcast any more that they looked at.
 */
export async function startBroadcast(
  pageId: PageId,
  userId: string,
  id: string,
  agreed: { expectedRecipients: number; basedOn: string },
): Promise<void> {
  const { predicate } = await requireNoBlocker(pageId, id);
  const { willReceive } = await countWaterfall(pageId, predicate, now());
  if (willReceive === 0) throw new Problem("broadcast-nobody");
  if (willReceive !== agreed.expectedRecipients) {
    const values = { now: willReceive, before: agreed.expectedRecipients };
    throw new Problem("broadcast-audience-changed", { values });
  }
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
    requireUnchanged(broadcast.updatedAt, agreed.basedOn);
    await transaction.broadcast.update({
      where: { id },
      data: { state: "preparing", predicted: willReceive, startedById: userId },
    });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "broadcast.started",
      subject: { broadcastId: id, broadcastName: broadcast.name, people: willReceive },
    });
    await enqueue(transaction, "prepare-broadcast", { pageId, broadcastId: id }, { key: `prepare:${id}` });
    await announce(pageId, ["broadcasts", "activity"], transaction);
  });
}

/** From this answer on nothing more is marked for sending; what was marked goes out within moments. */
export function pauseBroadcast(pageId: PageId, userId: string, id: string): Promise<void> {
  return changeState(pageId, userId, id, "paused", "broadcast.paused");
}

export function resumeBroadcast(pageId: PageId, userId: string, id: string): Promise<void> {
  return changeState(pageId, userId, id, "sending", "broadcast.resumed");
}

/** What was sent stays sent; what waited is skipped, with the reason. */
export function cancelBroadcast(pageId: PageId, userId: string, id: string): Promise<void> {
  return changeState(pageId, userId, id, "cancelled", "broadcast.cancelled");
}

async function changeState(
  pageId: PageId,
  userId: string,
  id: string,
  to: BroadcastState,
  action: ActivityAction,
): Promise<void> {
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (!canBroadcastBecome(broadcast.state, to)) {
      throw new Problem("broadcast-wrong-state", { values: { state: broadcast.state } });
    }
    const isOver = to === "cancelled";
    await transaction.broadcast.update({
      where: { id },
      data: { state: to, stoppedReason: null, ...(isOver ? { finishedAt: new Date() } : {}) },
    });
    // After a cancel the same job skips what waits, a part at a time.
    if (to === "sending" || isOver) await enqueueSending(transaction, pageId, id);
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action,
      subject: { broadcastId: id, broadcastName: broadcast.name },
    });
    await announce(pageId, ["broadcasts", "activity"], transaction);
  });
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
    { key: `send:${broadcastId}`, runAt },
  );
}

async function lockBroadcast(transaction: Transaction, pageId: PageId, id: string) {
  await transaction.$queryRaw`SELECT id FROM broadcast WHERE id = ${id}::uuid AND page_id = ${pageId} FOR UPDATE`;
  const broadcast = await transaction.broadcast.findFirst({ where: { pageId, id } });
  if (!broadcast) throw new Problem("broadcast-unknown");
  return broadcast;
}

function requireUnchanged(updatedAt: Date, basedOn: string): void {
  if (updatedAt.toISOString() !== basedOn) throw new Problem("broadcast-changed");
}

async function requireSegment(transaction: Transaction, pageId: PageId, id: string): Promise<void> {
  if ((await transaction.segment.count({ where: { pageId, id } })) === 0)
    throw new Problem("segment-unknown");
}

function readName(given: string): string {
  const name = given.trim();
  if (name === "") throw new Problem("broadcast-name-empty", { field: "name" });
  if (countCodePoints(name) > broadcastNameLengthMax) {
    throw new Problem("broadcast-name-too-long", { field: "name", values: { max: broadcastNameLengthMax } });
  }
  return name;
}

function readRate(given: number | undefined): number {
  const rate = given ?? ratePerSecondDefault;
  if (!Number.isInteger(rate) || rate < 1 || rate > ratePerSecondMax) {
    throw new Problem("rate-wrong", { field: "ratePerSecond" });
  }
  return rate;
}
