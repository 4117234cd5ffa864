import { recordActivity } from "../activity/mutations";
import { db, type Transaction } from "../db";
import { enqueue } from "../jobs/queue";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import type { ImportPhase } from "./schema";

/** Where an import goes on. Graph cursors go stale: they are kept for the run alone. */
export interface ImportCursor {
  phase: ImportPhase;
  after: string | null;
}

const start: ImportCursor = { phase: "labels", after: null };

/** Until a Page was imported once: has its import go on at once, or begins one when none is under way. */
export async function resumeImport(transaction: Transaction, pageId: PageId): Promise<void> {
  const { importedAt } = await transaction.page.findUniqueOrThrow({
    where: { id: pageId },
    select: { importedAt: true },
  });
  if (importedAt) return;
  const underWay = await transaction.job.findFirst({
    where: { pageId, kind: "import", state: { in: ["waiting", "running"] } },
    select: { id: true },
  });
  if (underWay) await enqueueImport(transaction, pageId, underWay.id);
  else await startImport(transaction, pageId);
}

/** Adds the job row and the job together. */
async function startImport(transaction: Transaction, pageId: PageId): Promise<void> {
  const job = await transaction.job.create({
    data: { pageId, kind: "import", phase: start.phase, cursor: { ...start } },
  });
  await enqueueImport(transaction, pageId, job.id);
}

/** @param wait when given, why the import waits, and for how long */
export async function enqueueImport(
  transaction: Pick<Transaction, "$executeRaw" | "job">,
  pageId: PageId,
  jobId: string,
  wait?: { trouble: string; afterMs: number },
): Promise<void> {
  if (wait) await transaction.job.update({ where: { id: jobId }, data: { trouble: wait.trouble } });
  const name = `import:${pageId}`;
  await enqueue(
    transaction,
    "import-page",
    { pageId, jobId },
    { key: name, queue: name, runAt: wait && new Date(Date.now() + wait.afterMs) },
  );
}

/** Marks it as running. @returns where to go on, or null when it is over */
export async function openImport(jobId: string): Promise<ImportCursor | null> {
  const job = await db().job.findUnique({ where: { id: jobId } });
  if (!job || (job.state !== "waiting" && job.state !== "running")) return null;
  await db().job.update({
    where: { id: jobId },
    data: { state: "running", startedAt: job.startedAt ?? new Date() },
  });
  return (job.cursor as ImportCursor | null) ?? start;
}

export async function noteImport(
  transaction: Transaction,
  jobId: string,
  cursor: ImportCursor,
  progress: { done: number; total: number | null },
): Promise<void> {
  await transaction.job.update({
    where: { id: jobId },
    data: { phase: cursor.phase, cursor: { ...cursor }, trouble: null, ...progress },
  });
}

/**
 * Begins the phase anew when the place where this run went on is not a place any more.
 * @returns false when the run had come further: then the cursor is not what is wrong
 */
export async function restartPhase(pageId: PageId, jobId: string, openedAt: ImportCursor): Promise<boolean> {
  const { cursor } = await db().job.findUniqueOrThrow({ where: { id: jobId }, select: { cursor: true } });
  if (openedAt.after === null || (cursor as ImportCursor | null)?.after !== openedAt.after) return false;
  await db().$transaction(async (transaction) => {
    await transaction.job.update({
      where: { id: jobId },
      data: { cursor: { phase: openedAt.phase, after: null } },
    });
    await enqueueImport(transaction, pageId, jobId);
  });
  return true;
}

export async function finishImport(pageId: PageId, jobId: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const people = await transaction.customer.count({ where: { pageId } });
    const finished = await transaction.job.updateMany({
      where: { id: jobId, state: "running" },
      data: {
        state: "done",
        phase: "done",
        finishedAt: new Date(),
        trouble: null,
        done: people,
        total: people,
      },
    });
    if (finished.count === 0) return; // The job was repeated: it was told already.
    await transaction.page.update({ where: { id: pageId }, data: { importedAt: new Date() } });
    await recordActivity(transaction, pageId, {
      userId: null,
      origin: "job",
      action: "page.imported",
      subject: { people },
    });
    await announce(pageId, ["labels", "customers", "audience", "sync", "activity"], transaction);
  });
}

export async function failImport(pageId: PageId, jobId: string, trouble: string): Promise<void> {
  await db().job.update({ where: { id: jobId }, data: { state: "failed", finishedAt: new Date(), trouble } });
  await announce(pageId, ["sync"]);
}
