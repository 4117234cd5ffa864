import { db, pool } from "../db";
import { deliveryStates, type BroadcastState, type DeliveryState } from "../domain/broadcast-state";
import { predicateSchema } from "../domain/predicate";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { isUuid } from "../uuid";
import { readUserNames } from "../team/data";
import { toReasonWords } from "./delivery-reason";
import type { BroadcastProgress, BroadcastRow, DeliveryCounts, DeliveryList, DeliveryRow } from "./schema";

const deliveriesPageLength = 50;
const rateWindowSeconds = 10;

/** All broadcasts of the Page with the state of their ledgers, newest first. */
export async function listBroadcasts(pageId: PageId): Promise<BroadcastRow[]> {
  const stored = await db().broadcast.findMany({
    where: { pageId },
    orderBy: { createdAt: "desc" },
    include: { segment: { select: { name: true } } },
  });
  return toRows(stored);
}

/** @throws Problem "broadcast-unknown" */
export async function getBroadcast(pageId: PageId, id: string): Promise<BroadcastRow> {
  if (!isUuid(id)) throw new Problem("broadcast-unknown");
  const stored = await db().broadcast.findFirst({
    where: { pageId, id },
    include: { segment: { select: { name: true } } },
  });
  if (!stored) throw new Problem("broadcast-unknown");
  const [row] = await toRows([stored]);
  return row!;
}

/** A broadcast with its speed over the last ten seconds and the time it still needs. */
export async function getProgress(pageId: PageId, id: string): Promise<BroadcastProgress> {
  const broadcast = await getBroadcast(pageId, id);
  if (broadcast.state !== "sending") return { ...broadcast, ratePerSecondNow: null, remainingMs: null };
  const { rows } = await pool().query<{ rate: number | null }>(
    `SELECT count(*) / greatest(1, least($2, extract(epoch FROM now() - broadcast.started_at)))::float AS rate
       FROM delivery JOIN broadcast ON broadcast.id = delivery.broadcast_id
      WHERE broadcast.id = $1 AND delivery.attempted_at > now() - make_interval(secs => $2)
      GROUP BY broadcast.started_at`,
    [id, rateWindowSeconds],
  );
  const ratePerSecondNow = rows[0]?.rate ?? 0;
  const waiting = broadcast.counts.pending + broadcast.counts.leased + broadcast.counts.attempting;
  return { ...broadcast, ratePerSecondNow, remainingMs: (waiting / broadcast.ratePerSecond) * 1000 };
}

/** Who is in the ledger, and what came of it, in the ledger's order. @param cursor the ordinal to go on after */
export async function listDeliveries(
  pageId: PageId,
  broadcastId: string,
  state: DeliveryState | null,
  cursor: string | null,
): Promise<DeliveryList> {
  if (!isUuid(broadcastId)) throw new Problem("broadcast-unknown");
  const after = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : -1;
  const stored = await db().delivery.findMany({
    where: { pageId, broadcastId, ordinal: { gt: after }, ...(state ? { state } : {}) },
    orderBy: { ordinal: "asc" },
    take: deliveriesPageLength + 1,
    include: { customer: { select: { name: true } } },
  });
  const shown = stored.slice(0, deliveriesPageLength);
  const rows: DeliveryRow[] = shown.map((delivery) => ({
    psid: delivery.psid,
    name: delivery.customer.name,
    state: delivery.state,
    reason: delivery.reason,
    reasonWords: delivery.reason === null ? null : toReasonWords(delivery.reason),
    messageId: delivery.messageId,
    at: (delivery.finishedAt ?? delivery.attemptedAt)?.toISOString() ?? null,
  }));
  const last = shown.at(-1);
  return { rows, nextCursor: stored.length > deliveriesPageLength && last ? String(last.ordinal) : null };
}

interface StoredBroadcast {
  id: string;
  name: string;
  state: BroadcastState;
  text: string;
  predicate: unknown;
  segmentId: string | null;
  segment: { name: string } | null;
  ratePerSecond: number;
  predicted: number | null;
  stoppedReason: string | null;
  createdById: string | null;
  createdAt: Date;
  updatedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

async function toRows(stored: StoredBroadcast[]): Promise<BroadcastRow[]> {
  const [counts, names] = await Promise.all([
    countDeliveries(stored.map(({ id }) => id)),
    readUserNames(stored.map(({ createdById }) => createdById)),
  ]);
  return stored.map(({ segment, createdById, predicate, ...broadcast }) => {
    const own = counts.get(broadcast.id) ?? noDeliveries();
    return {
      ...broadcast,
      predicate: predicateSchema.parse(predicate),
      segmentName: segment?.name ?? null,
      counts: own,
      recipients: Object.values(own).reduce((sum, count) => sum + count, 0),
      createdBy: createdById === null ? null : (names.get(createdById) ?? null),
      createdAt: broadcast.createdAt.toISOString(),
      updatedAt: broadcast.updatedAt.toISOString(),
      startedAt: broadcast.startedAt?.toISOString() ?? null,
      finishedAt: broadcast.finishedAt?.toISOString() ?? null,
    };
  });
}

async function countDeliveries(broadcastIds: string[]): Promise<Map<string, DeliveryCounts>> {
  const groups = await db().delivery.groupBy({
    by: ["broadcastId", "state"],
    where: { broadcastId: { in: broadcastIds } },
    _count: true,
  });
  const counts = new Map<string, DeliveryCounts>();
  for (const { broadcastId, state, _count } of groups) {
    const own = counts.get(broadcastId) ?? noDeliveries();
    own[state] = _count;
    counts.set(broadcastId, own);
  }
  return counts;
}

function noDeliveries(): DeliveryCounts {
  return Object.fromEntries(deliveryStates.map((state) => [state, 0])) as DeliveryCounts;
}
