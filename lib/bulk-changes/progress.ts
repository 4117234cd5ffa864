import { db, type Transaction } from "../db";
import type { JobState } from "../generated/prisma/enums";
import { enqueue } from "../jobs/queue";
import { moveKinds } from "../label-moves/spec";
import { announce } from "../page-events";
import type { PageId } from "../page-id";

const bulkKinds = ["bulk", "undo"] as const;
/** Jobs that change labels, with a result for each customer, and that a person steers. */
export const steeredKinds = [...bulkKinds, ...moveKinds] as const;

/** What a run has to know of its job. */
export interface JobToRun {
  id: string;
  state: JobState;
  spec: unknown;
  /** How many customers were frozen when it was started. */
  members: number;
  /** How many of them have been made into items. */
  prepared: number;
  undoOfId: string | null;
  createdById: string | null;
  settleTries: number;
}

/** Marks it as running. @returns null when there is nothing to do: it is over, paused or not there */
export async function findJobToRun(pageId: PageId, jobId: string): Promise<JobToRun | null> {
  await db().job.updateMany({
    where: { id: jobId, pageId, state: "waiting" },
    data: { state: "running", startedAt: new Date() },
  });
  await db().job.updateMany({ where: { id: jobId, pageId, state: "running" }, data: { trouble: null } });
  const [row] = await db().$queryRaw<(Omit<JobToRun, "prepared" | "settleTries"> & { cursor: unknown })[]>`
    SELECT id, state::text, spec, coalesce(cardinality(members), 0)::int AS members, undo_of_id AS "undoOfId",
           created_by_id AS "createdById", cursor
      FROM job WHERE id = ${jobId}::uuid AND page_id = ${pageId}`;
  if (!row || (row.state !== "running" && row.state !== "cancelled")) return null;
  const { cursor, ...job } = row;
  const { prepared = 0, settleTries = 0 } = (cursor ?? {}) as { prepared?: number; settleTries?: number };
  return { ...job, prepared, settleTries };
}

/** @param wait why and how long, when it is not to go on at once */
export async function enqueueChangeLabels(
  transaction: Pick<Transaction, "$executeRaw">,
  pageId: PageId,
  jobId: string,
  wait?: { trouble?: string; afterMs: number; settleTries?: number },
): Promise<void> {
  if (wait?.settleTries !== undefined)
    await transaction.$executeRaw`
      UPDATE job SET cursor = coalesce(cursor, '{}'::jsonb) || jsonb_build_object('settleTries', ${wait.settleTries}::int)
       WHERE id = ${jobId}::uuid`;
  if (wait?.trouble !== undefined) {
    await transaction.$executeRaw`
      UPDATE job SET trouble = ${wait.trouble}, rate_per_second = NULL WHERE id = ${jobId}::uuid`;
    await announce(pageId, ["jobs"]);
  }
  await enqueue(
    transaction,
    "change-labels",
    { pageId, jobId },
    {
      key: `change-labels:${jobId}`,
      queue: `change-labels:${pageId}`,
      runAt: wait && new Date(Date.now() + wait.afterMs),
    },
  );
}

const announceEveryMs = 500;
/** Older measurements count less and less. */
const rateSmoothing = 0.3;

interface Pace {
  announcedAt: number;
  measuredAt: number;
  ended: number;
  rate: number | null;
}

/** By job, in the process that runs it: how fast it is, and when it was last told. */
const paces = new Map<string, Pace>();

/** Notes the job's speed and tells open pages, not more often than they can show. */
export async function noteProgress(
  { pageId, job, usedPercent }: { pageId: PageId; job: { id: string }; usedPercent: number | null },
  ended: number,
): Promise<void> {
  const nowMs = Date.now();
  const pace = paces.get(job.id) ?? { announcedAt: 0, measuredAt: nowMs, ended: 0, rate: null };
  paces.set(job.id, pace);
  pace.ended += ended;
  if (nowMs - pace.announcedAt < announceEveryMs) return;
  const seconds = (nowMs - pace.measuredAt) / 1_000;
  if (seconds > 0) {
    const measured = pace.ended / seconds;
    pace.rate = pace.rate === null ? measured : pace.rate + rateSmoothing * (measured - pace.rate);
  }
  Object.assign(pace, { announcedAt: nowMs, measuredAt: nowMs, ended: 0 });
  await db().job.updateMany({
    where: { id: job.id },
    data: { ratePerSecond: pace.rate, ...(usedPercent === null ? {} : { usedPercent }) },
  });
  await announceProgress(pageId, { isLast: false });
}

export async function announceProgress(pageId: PageId, { isLast }: { isLast: boolean }): Promise<void> {
  await announce(pageId, [
    "jobs",
    "labels",
    "customers",
    "audience",
    ...(isLast ? ["activity" as const] : []),
  ]);
}

export async function finishJob(pageId: PageId, jobId: string): Promise<void> {
  paces.delete(jobId);
  await db().job.updateMany({
    where: { id: jobId, state: "running" },
    data: { state: "done", finishedAt: new Date(), trouble: null, ratePerSecond: null, members: [] },
  });
  await announceProgress(pageId, { isLast: true });
}

export async function pauseJobByItself(pageId: PageId, jobId: string, trouble: string): Promise<void> {
  paces.delete(jobId);
  await db().job.updateMany({
    where: { id: jobId, state: "running" },
    data: { state: "paused", trouble, ratePerSecond: null },
  });
  await announceProgress(pageId, { isLast: true });
}
