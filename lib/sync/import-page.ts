import { guardScheduled } from "../broadcasts/graph-broadcast";
import { db } from "../db";
import { findPage, graphOf } from "../facebook-pages/data";
import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import type { GraphLabel } from "../graph/labels";
import { toGraphReadProblem } from "../graph-problem";
import { saveCustomers } from "../customers/mutations";
import { applyOptOuts } from "../customers/opt-outs";
import { saveLabels } from "../labels/mutations";
import type { JobContext } from "../jobs/job-context";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import {
  conversationsEveryMs,
  conversationsPageSize,
  messagesOfEach,
  toCustomerFacts,
  toInboundFacts,
} from "./conversation-facts";
import {
  enqueueImport,
  failImport,
  finishImport,
  noteImport,
  openImport,
  restartPhase,
  type ImportCursor,
} from "./import-progress";
import { decideLabelReads, pairReads } from "./label-reads";
import { inStep, readAhead } from "./read-ahead";
import { readManyMax, readManyPeople } from "./read-people";
import { listWaiting, savePeople, type QueuedCustomer } from "./save-people";

const retryMaxMs = 30_000;
/** From so many on a wrong plan of the database is felt; told again whenever they have doubled. */
const manyCustomers = 2_000;

interface Import {
  pageId: PageId;
  jobId: string;
  graph: GraphClient;
  abortSignal: AbortSignal | undefined;
}

/**
 * Job: reads the whole Page, in steps that are each written down together with where to go on. Stopped or killed
 * anywhere, it goes on from the last step. When the Graph is away or asks for patience, it waits and goes on.
 */
export async function importPage(
  payload: { pageId: string; jobId: string },
  context: JobContext,
): Promise<void> {
  const page = await findPage(payload.pageId);
  const cursor = page && (await openImport(payload.jobId));
  if (!page || !cursor) return;
  const work: Import = {
    pageId: page.id,
    jobId: payload.jobId,
    graph: await graphOf(page.id),
    abortSignal: context.abortSignal,
  };
  try {
    if (cursor.phase === "labels") await importLabels(work);
    if (cursor.phase !== "people") await importConversations(work, cursor);
    await importPeople(work);
    if (work.abortSignal?.aborted) await enqueueImport(db(), page.id, payload.jobId);
    else await finishImport(page.id, payload.jobId);
  } catch (error) {
    await handleTrouble(work, cursor, error);
  }
}

async function importLabels({ pageId, jobId, graph }: Import): Promise<void> {
  const labels: GraphLabel[] = [];
  for await (const label of graph.listLabels()) labels.push(label);
  await db().$transaction(async (transaction) => {
    await noteImport(transaction, jobId, { phase: "conversations", after: null }, { done: 0, total: null });
    await announce(pageId, ["labels", "sync"], transaction);
    await saveLabels(transaction, pageId, labels);
  });
}

async function importConversations(work: Import, cursor: ImportCursor): Promise<void> {
  const { pageId, jobId, graph, abortSignal } = work;
  const list = graph.listConversations({ limit: conversationsPageSize, messagesLimit: messagesOfEach });
  const pages = inStep(list.pages(cursor.after ?? undefined), conversationsEveryMs());
  let done = cursor.phase === "conversations" ? await db().customer.count({ where: { pageId } }) : 0;
  let tellPlannerAt = manyCustomers;
  for await (const { items, after } of readAhead(pages)) {
    done += items.length;
    await db().$transaction(async (transaction) => {
      const next: ImportCursor = after ? { phase: "conversations", after } : { phase: "people", after: null };
      await noteImport(transaction, jobId, next, { done, total: null });
      await announce(pageId, ["customers", "sync"], transaction);
      await saveCustomers(transaction, pageId, items.flatMap(toCustomerFacts));
      const hasOptedOut = await applyOptOuts(transaction, pageId, items.flatMap(toInboundFacts));
      if (hasOptedOut) await guardScheduled(transaction, pageId);
    });
    if (abortSignal?.aborted) return;
    if (done < tellPlannerAt) continue;
    await tellPlanner();
    tellPlannerAt = 2 * done;
  }
}

/** It has not heard of so many new rows yet, and would read all of them for each batch. */
function tellPlanner(): Promise<number> {
  return db().$executeRaw`ANALYZE customer`;
}

async function importPeople(work: Import): Promise<void> {
  const { pageId, jobId, abortSignal } = work;
  const total = await db().customer.count({ where: { pageId } });
  await tellPlanner();
  // Behind the last one nobody waits any more: once more from the start, for those whose reading failed.
  for (let isAnyLeft = true; isAnyLeft && !abortSignal?.aborted;) {
    isAnyLeft = false;
    let left = await countUnread(pageId);
    for await (const { waiting, people, trouble } of readAhead(readWaiting(work))) {
      isAnyLeft = true;
      left -= people.filter((person) => person?.labels.ok).length;
      const done = Math.min(total, Math.max(0, total - left));
      await savePeople(pageId, waiting, people, async (transaction) => {
        await noteImport(transaction, jobId, { phase: "people", after: null }, { done, total });
        await announce(pageId, ["labels", "customers", "audience", "sync"], transaction);
      });
      if (trouble) throw trouble;
      if (abortSignal?.aborted) return;
    }
  }
}

/** Everybody whose labels wait to be read, once; it ends early with the first trouble. */
async function* readWaiting({ pageId, graph }: Import) {
  let last: QueuedCustomer | null = null;
  for (;;) {
    const waiting = await listWaiting(pageId, readManyMax, { isImport: true, after: last });
    last = waiting.at(-1) ?? null;
    if (last === null) return;
    const { people, trouble: noAnswer } = await readManyPeople(
      graph,
      waiting.map(({ psid }) => psid),
    );
    const trouble = decideLabelReads(pairReads(waiting, people)).trouble ?? noAnswer;
    yield { waiting, people, trouble };
    if (trouble) return;
  }
}

function countUnread(pageId: PageId): Promise<number> {
  return db().customer.count({ where: { pageId, labelsUnknownReason: "not-read-yet" } });
}

/** Passing trouble: say so and go on later. Trouble that only a person can mend: stop and say what to do. */
async function handleTrouble(
  { pageId, jobId }: Import,
  openedAt: ImportCursor,
  error: unknown,
): Promise<void> {
  if (!(error instanceof GraphError)) throw error;
  if (error.kind === "invalid" && (await restartPhase(pageId, jobId, openedAt))) return;
  const problem = toGraphReadProblem(error, pageId);
  const words = problem instanceof Problem ? toWords(problem) : error.message;
  if (error.isRetryable)
    await enqueueImport(db(), pageId, jobId, { trouble: words, afterMs: toDelay(error) });
  else await failImport(pageId, jobId, words);
}

function toDelay(error: GraphError): number {
  return Math.min(retryMaxMs, error.regainAccessMs ?? 3_000);
}
