import { db, pool } from "../db";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { isUuid } from "../uuid";
import { isCanaryInTheWay } from "./canary";
import type { BroadcastProgress, BroadcastRow } from "./schema";
import { toBroadcastRows } from "./stored-broadcast";
import { readWaiting } from "./waiting";

const rateWindowSeconds = 10;
export const withNames = {
  segment: { select: { name: true } },
  frozenList: { select: { name: true } },
} as const;

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
  const isStoppedByCanary = await readStoppedByCanary(broadcast);
  const ratePerSecondNow = broadcast.state === "sending" ? await measureRate(id) : null;
  const waiting = await readWaiting(pageId, broadcast, ratePerSecondNow);
  return { ...broadcast, ratePerSecondNow, ...waiting, isStoppedByCanary };
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
