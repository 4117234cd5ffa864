import { recordActivity } from "../activity/mutations";
import { db, type Transaction } from "../db";
import { enqueue } from "../jobs/queue";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import type { ComparisonMode, ComparisonPhase } from "./schema";

/** Where a comparison goes on. */
export interface ComparisonCursor {
  phase: ComparisonPhase;
  mode: ComparisonMode;
  /** conversations: the Graph's cursor. people: the last ordinal that was compared. */
  after: string | null;
}

/**
 * Begins to compare the whole Page with our cache of it, unless that is under way. A comparison that only reports is
 * made to repair as well when that is asked for meanwhile.
 * @returns the job's id
 */
export async function startComparison(
  pageId: PageId,
  mode: ComparisonMode,
  userId: string | null,
): Promise<string> {
  return db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT FROM page WHERE id = ${pageId} FOR NO KEY UPDATE`;
    const underWay = await transaction.job.findFirst({
      where: { pageId, kind: "compare", state: { in: ["waiting", "running"] } },
      select: { id: true, cursor: true },
    });
    const cursor: ComparisonCursor = { phase: "labels", mode, after: null };
    const job =
      underWay ??
      (await transaction.job.create({
        data: { pageId, kind: "compare", phase: "labels", cursor: { ...cursor }, createdById: userId },
        select: { id: true },
      }));
    if (underWay && mode === "repair") {
      const data = { ...(underWay.cursor as unknown as ComparisonCursor), mode };
      await transaction.job.update({ where: { id: job.id }, data: { cursor: data } });
    }
    await enqueueComparison(transaction, pageId, job.id);
    await announce(pageId, ["sync"], transaction);
    return job.id;
  });
}

/** @param wait when given, why it waits, and for how long */
export async function enqueueComparison(
  transaction: Pick<Transaction, "$executeRaw" | "job">,
  pageId: PageId,
  jobId: string,
  wait?: { trouble: string; afterMs: number },
): Promise<void> {
  if (wait) await transaction.job.update({ where: { id: jobId }, data: { trouble: wait.trouble } });
  const name = `compare:${pageId}`;
  const runAt = wait && new Date(Date.now() + wait.afterMs);
  await enqueue(transaction, "compare-page", { pageId, jobId }, { key: name, queue: name, runAt });
}

/** Marks it as running. @returns where to go on, or null when it is over or was cancelled */
export async function openComparison(jobId: string): Promise<ComparisonCursor | null> {
  await db().job.updateMany({
    where: { id: jobId, state: "waiting" },
    data: { state: "running", startedAt: new Date() },
  });
  const job = await db().job.findUnique({
    where: { id: jobId, state: "running" },
    select: { cursor: true },
  });
  return (job?.cursor as ComparisonCursor | null | undefined) ?? null;
}

/**
 * Writes down how far it is, with the step's own rows. The mode is left as it is: somebody may just have asked for
 * repairs.
 */
export async function noteComparison(
  transaction: Transaction,
  jobId: string,
  next: Pick<ComparisonCursor, "phase" | "after">,
  progress: { done: number; total: number | null },
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE job SET phase = ${next.phase}, done = ${progress.done}, total = ${progress.total}, trouble = NULL,
           cursor = cursor || ${JSON.stringify(next)}::jsonb
     WHERE id = ${jobId}::uuid`;
}

export async function finishComparison(pageId: PageId, jobId: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const finished = await transaction.job.updateMany({
      where: { id: jobId, state: "running" },
      data: { state: "done", phase: "done", finishedAt: new Date(), trouble: null },
    });
    if (finished.count === 0) return;
    const differences = await transaction.drift.count({ where: { jobId } });
    if (differences > 0)
      await recordActivity(transaction, pageId, {
        userId: null,
        origin: "job",
        action: "page.compared",
        subject: { differences },
      });
    await announce(pageId, ["labels", "customers", "audience", "sync", "activity"], transaction);
  });
}

export async function failComparison(pageId: PageId, jobId: string, trouble: string): Promise<void> {
  await db().job.update({ where: { id: jobId }, data: { state: "failed", finishedAt: new Date(), trouble } });
  await announce(pageId, ["sync"]);
}

/** Ends it where it is: what was repaired stays repaired. */
export async function cancelComparison(pageId: PageId): Promise<void> {
  await db().job.updateMany({
    where: { pageId, kind: "compare", state: { in: ["waiting", "running"] } },
    data: { state: "cancelled", finishedAt: new Date() },
  });
  await announce(pageId, ["sync"]);
}
