import { db, pool } from "../db";
import type { DeliveryState } from "../domain/broadcast-state";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { isUuid } from "../uuid";
import { isCanaryInTheWay } from "./canary";
import { toReasonWords } from "./delivery-reason";
import type { BroadcastProgress, BroadcastRow, DeliveryList, DeliveryRow } from "./schema";
import { toBroadcastRows } from "./stored-broadcast";
import { readWaiting } from "./waiting";

const deliveriesPageLength = 50;
const rateWindowSeconds = 10;
const withNames = {
  segment: { select: { name: true } },
  frozenList: { select: { name: true } },
} as const;

/** All broadcasts of the Page with the state of their ledgers, newest first. */
export async function listBroadcasts(pageId: PageId): Promise<BroadcastRow[]> {
  const stored = await db().broadcast.findMany({
    where: { pageId },
    orderBy: { createdAt: "desc" },
    include: withNames,
  });
  return toBroadcastRows(stored);
}

/** @throws Problem "broadcast-unknown" */
export async function getBroadcast(pageId: PageId, id: string): Promise<BroadcastRow> {
  if (!isUuid(id)) throw new Problem("broadcast-unknown");
  const stored = await db().broadcast.findFirst({ where: { pageId, id }, include: withNames });
  if (!stored) throw new Problem("broadcast-unknown");
  const [row] = await toBroadcastRows([stored]);
  return row!;
}

/** A broadcast with its speed over the last ten seconds, what it waits for, how long it takes, and what came of it. */
export async function getProgress(pageId: PageId, id: string): Promise<BroadcastProgress> {
  const broadcast = await getBroadcast(pageId, id);
  const receipts = await countReceipts(pageId, broadcast);
  const isStoppedByCanary = await readStoppedByCanary(broadcast);
  const ratePerSecondNow = broadcast.state === "sending" ? await measureRate(id) : null;
  const waiting = await readWaiting(pageId, broadcast, ratePerSecondNow);
  return { ...broadcast, ...receipts, ratePerSecondNow, ...waiting, isStoppedByCanary };
}

/** Whom a person paused has no reason: then whether the first few went well is still for the sender to judge. */
async function readStoppedByCanary(broadcast: BroadcastRow): Promise<boolean> {
  const { id, state, isCanary, canaryPassedAt, stoppedReason } = broadcast;
  const mayBe = state === "paused" && isCanary && canaryPassedAt === null && stoppedReason !== null;
  return mayBe && (await isCanaryInTheWay(id));
}

async function measureRate(id: string): Promise<number> {
  const { rows } = await pool().query<{ rate: number | null }>(
    `SELECT count(*) / greatest(1, least($2, extract(epoch FROM now() - broadcast.started_at)))::float AS rate
       FROM delivery JOIN broadcast ON broadcast.id = delivery.broadcast_id
      WHERE broadcast.id = $1 AND delivery.attempted_at > now() - make_interval(secs => $2)
      GROUP BY broadcast.started_at`,
    [id, rateWindowSeconds],
  );
  return rows[0]?.rate ?? 0;
}

/** Deliveries and reads as Facebook told them; a reply is any message after ours, whatever it is about. */
async function countReceipts(
  pageId: PageId,
  { id, state }: BroadcastRow,
): Promise<{ delivered: number; read: number; replied: number }> {
  if (state === "draft" || state === "scheduled") return { delivered: 0, read: 0, replied: 0 };
  const { rows } = await pool().query<{ delivered: number; read: number; replied: number }>(
    `SELECT count(delivered_at)::int AS delivered, count(read_at)::int AS read,
            (count(*) FILTER (WHERE customer.last_message_at > delivery.attempted_at))::int AS replied
       FROM delivery JOIN customer USING (page_id, ordinal)
      WHERE delivery.broadcast_id = $1 AND delivery.page_id = $2 AND delivery.state = 'sent'`,
    [id, pageId],
  );
  return rows[0]!;
}

/** Who is in the ledger, and what came of it, in the ledger's order. @param cursor the ordinal to go on after */
export async function listDeliveries(
  pageId: PageId,
  broadcastId: string,
  states: readonly DeliveryState[] | null,
  cursor: string | null,
): Promise<DeliveryList> {
  if (!isUuid(broadcastId)) throw new Problem("broadcast-unknown");
  const after = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : -1;
  const stored = await db().delivery.findMany({
    where: { pageId, broadcastId, ordinal: { gt: after }, ...(states ? { state: { in: [...states] } } : {}) },
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
