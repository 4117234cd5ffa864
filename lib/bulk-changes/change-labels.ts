import { db, type Transaction } from "../db";
import { findPage, graphOf } from "../facebook-pages/data";
import type { GraphClient } from "../graph/client";
import type { GraphError } from "../graph/errors";
import { toGraphProblem } from "../graph-problem";
import type { JobContext } from "../jobs/job-context";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { addFileItems } from "../csv-imports/add-items";
import { changeChunk } from "./chunk";
import { addItems, addReverseItems, addToCounts, moveItems, settleUnknownItems, skipWaiting } from "./items";
import {
  announceProgress,
  enqueueChangeLabels,
  finishJob,
  findJobToRun,
  noteProgress,
  pauseJobByItself,
  type JobToRun,
} from "./progress";
import { readSpec } from "./spec";

/** A run ends after this long and goes on with the next, so that other jobs of the Page get their turn. */
const runMs = 20_000;
const membersAtOnce = 20_000;
const waitMs = 5_000;
const waitMaxMs = 5 * 60_000;
/** Above this share of the Page's calls the job waits: what is left is for people's own work and for reading. */
const usedPercentMax = 95;
/** How often the labels of those without an answer are looked for before the job ends without knowing. */
const settleTriesMax = 20;
const settleEveryMs = 2_000;

interface BulkRun {
  pageId: PageId;
  job: JobToRun;
  graph: GraphClient;
  usedPercent: number | null;
}

/**
 * Job: puts labels on many customers and takes them off, in small chunks. Each chunk is written down before the Graph
 * is asked and after it has answered, so a kill at any moment repeats at most the chunk in flight, and repeating it
 * changes nothing: a label is on or it is not.
 */
export async function changeLabelsInBulk(
  payload: { pageId: string; jobId: string },
  { abortSignal }: JobContext,
): Promise<void> {
  const page = await findPage(payload.pageId);
  const job = page && (await findJobToRun(page.id, payload.jobId));
  if (!page || !job) return;
  const run: BulkRun = { pageId: page.id, job, graph: null as never, usedPercent: null };
  run.graph = await graphOf(page.id, { onUsage: ({ usedPercent }) => (run.usedPercent = usedPercent) });
  if (job.state === "cancelled") return endCancelled(run);
  if (!(await prepare(run, abortSignal))) return enqueueChangeLabels(db(), page.id, job.id);
  const endsAt = Date.now() + runMs;
  while (!abortSignal?.aborted && Date.now() < endsAt) {
    const step = await changeChunk(run);
    if (step.kind === "stopped") return;
    if (step.kind === "empty") return finish(run);
    await noteProgress(run, step.ended);
    if (step.trouble) return handleTrouble(run, step.trouble);
    if ((run.usedPercent ?? 0) >= usedPercentMax) return waitForBudget(run);
  }
  await announceProgress(run.pageId, { isLast: true });
  await enqueueChangeLabels(db(), page.id, job.id);
}

/**
 * Makes the items that are not made yet, and takes back what was in flight when we were stopped.
 * @returns whether all are made; stopped before, the next run goes on
 */
async function prepare(run: BulkRun, abortSignal: AbortSignal | undefined): Promise<boolean> {
  const { pageId, job } = run;
  if (job.undoOfId !== null && job.prepared === 0) {
    const { undoOfId } = job;
    await db().$transaction(async (transaction) => {
      await addReverseItems(transaction, job.id, undoOfId);
      await notePrepared(transaction, job.id, 1);
    });
  }
  const spec = readSpec(job.spec);
  for (let from = job.prepared; job.undoOfId === null && from < job.members; from += membersAtOnce) {
    await db().$transaction(async (transaction) => {
      await addItems(transaction, { pageId, jobId: job.id, spec }, { from, count: membersAtOnce });
      await notePrepared(transaction, job.id, from + membersAtOnce);
    });
  }
  if (!(await prepareFile(run, abortSignal))) return false;
  await db().$transaction((transaction) =>
    moveItems(transaction, job.id, ["attempting"], { state: "pending", reason: null }),
  );
  return true;
}

/** Of a file that a person brought, its lines become items, some at once. */
async function prepareFile({ pageId, job }: BulkRun, abortSignal: AbortSignal | undefined): Promise<boolean> {
  if (job.undoOfId !== null || job.members > 0) return true;
  for (let after: number | null = job.prepared; after !== null;) {
    if (abortSignal?.aborted) return false;
    after = await addFileItems({ pageId, jobId: job.id, after }, (transaction, line) =>
      notePrepared(transaction, job.id, line),
    );
  }
  return true;
}

async function notePrepared(transaction: Transaction, jobId: string, prepared: number): Promise<void> {
  await transaction.job.update({ where: { id: jobId }, data: { cursor: { prepared } } });
}

/** Passing trouble: say so and go on later. Trouble that only a person can mend: pause and say what to do. */
async function handleTrouble({ pageId, job }: BulkRun, error: GraphError): Promise<void> {
  const problem = toGraphProblem(error, pageId);
  const words = problem instanceof Problem ? toWords(problem) : error.message;
  if (!error.isRetryable) return pauseJobByItself(pageId, job.id, words);
  const afterMs = Math.min(waitMaxMs, error.regainAccessMs ?? waitMs);
  await enqueueChangeLabels(db(), pageId, job.id, { trouble: words, afterMs });
}

async function waitForBudget({ pageId, job }: BulkRun): Promise<void> {
  const trouble = toWords(new Problem("graph-busy"));
  await enqueueChangeLabels(db(), pageId, job.id, { trouble, afterMs: waitMaxMs });
}

/** Nothing waits any more. Whoever is unknown is looked for a while: their labels are being read. */
async function finish({ pageId, job }: BulkRun): Promise<void> {
  const unknown = await db().$transaction((transaction) => settleUnknownItems(transaction, job.id));
  if (unknown > 0 && job.settleTries < settleTriesMax) {
    const after = { afterMs: settleEveryMs, settleTries: job.settleTries + 1 };
    return enqueueChangeLabels(db(), pageId, job.id, after);
  }
  await finishJob(pageId, job.id);
}

/** Cancelled while something was in flight and then stopped: nobody can say what became of that, so it is looked up. */
async function endCancelled({ pageId, job }: BulkRun): Promise<void> {
  while (await db().$transaction((transaction) => skipWaiting(transaction, job.id)));
  await db().$transaction(async (transaction) => {
    const moved = await moveItems(transaction, job.id, ["attempting"], {
      state: "unknown",
      reason: "no-answer",
    });
    const unknown = moved.get("attempting") ?? 0;
    await addToCounts(transaction, job.id, (state) => (state === "unknown" ? unknown : 0));
  });
  const left = await db().$transaction((transaction) => settleUnknownItems(transaction, job.id));
  if (left > 0 && job.settleTries < settleTriesMax) {
    const after = { afterMs: settleEveryMs, settleTries: job.settleTries + 1 };
    return enqueueChangeLabels(db(), pageId, job.id, after);
  }
  await announceProgress(pageId, { isLast: true });
}
