import { guardScheduled } from "../broadcasts/graph-broadcast";
import { saveCustomers } from "../customers/mutations";
import { applyOptOuts } from "../customers/opt-outs";
import { db } from "../db";
import { findPage, graphOf } from "../facebook-pages/data";
import { GraphError } from "../graph/errors";
import type { GraphLabel } from "../graph/labels";
import { toGraphReadProblem } from "../graph-problem";
import type { JobContext } from "../jobs/job-context";
import { announce } from "../page-events";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { comparePeople, type Comparison } from "./compare-people";
import {
  enqueueComparison,
  failComparison,
  finishComparison,
  noteComparison,
  openComparison,
  type ComparisonCursor,
} from "./comparison-progress";
import {
  conversationsEveryMs,
  conversationsPageSize,
  messagesOfEach,
  toCustomerFacts,
  toInboundFacts,
} from "./conversation-facts";
import { findConversationDrift, findLabelDrift, repairLabels, saveDrift } from "./drift";
import { inStep } from "./read-ahead";

const retryMaxMs = 30_000;

/**
 * Job: reads the whole Page as an import does and compares it with our cache. Differences are written down, and in
 * the mode "repair" the cache is made as the Page is. Stopped or killed anywhere, it goes on from the last step.
 */
export async function comparePage(
  payload: { pageId: string; jobId: string },
  context: JobContext,
): Promise<void> {
  const page = await findPage(payload.pageId);
  const cursor = page && (await openComparison(payload.jobId));
  if (!page || !cursor) return;
  const work: Comparison = {
    pageId: page.id,
    jobId: payload.jobId,
    graph: await graphOf(page.id),
    readMode: async () =>
      context.abortSignal?.aborted ? null : ((await openComparison(payload.jobId))?.mode ?? null),
  };
  try {
    if (cursor.phase === "labels") await compareLabels(work);
    if (cursor.phase !== "people") await compareConversations(work, cursor);
    if ((await work.readMode()) !== null) await comparePeople(work);
    if (context.abortSignal?.aborted) await enqueueComparison(db(), page.id, payload.jobId);
    else if ((await work.readMode()) !== null) await finishComparison(page.id, payload.jobId);
  } catch (error) {
    await handleTrouble(work, error);
  }
}

async function compareLabels(work: Comparison): Promise<void> {
  const { pageId, jobId, graph } = work;
  const labels: GraphLabel[] = [];
  const [{ listedAt }] = await db().$queryRaw<[{ listedAt: Date }]>`SELECT clock_timestamp() AS "listedAt"`;
  for await (const label of graph.listLabels()) labels.push(label);
  const isRepairing = (await work.readMode()) === "repair";
  await db().$transaction(async (transaction) => {
    const drift = await findLabelDrift(transaction, pageId, labels, listedAt);
    await saveDrift(transaction, pageId, jobId, drift, isRepairing);
    await noteComparison(
      transaction,
      jobId,
      { phase: "conversations", after: null },
      { done: 0, total: null },
    );
    await announce(pageId, ["labels", "sync"], transaction);
    if (isRepairing) await repairLabels(transaction, pageId, drift);
  });
}

/** Who has a conversation that we do not know of, or has written since we last heard. */
async function compareConversations(work: Comparison, cursor: ComparisonCursor): Promise<void> {
  const { pageId, jobId, graph } = work;
  const list = graph.listConversations({ limit: conversationsPageSize, messagesLimit: messagesOfEach });
  const start = cursor.phase === "conversations" ? (cursor.after ?? undefined) : undefined;
  let { done } = await db().job.findUniqueOrThrow({ where: { id: jobId }, select: { done: true } });
  if (start === undefined) done = 0;
  for await (const { items, after } of inStep(list.pages(start), conversationsEveryMs())) {
    const facts = items.flatMap(toCustomerFacts);
    done += facts.length;
    const mode = await work.readMode();
    if (mode === null) return;
    const isRepairing = mode === "repair";
    await db().$transaction(async (transaction) => {
      const drift = await findConversationDrift(transaction, pageId, facts);
      await saveDrift(transaction, pageId, jobId, drift, isRepairing);
      const next = after
        ? { phase: "conversations" as const, after }
        : { phase: "people" as const, after: null };
      await noteComparison(transaction, jobId, next, { done: after ? done : 0, total: null });
      await announce(pageId, ["customers", "sync"], transaction);
      if (isRepairing && drift.length > 0) {
        const psids = new Set(drift.map(({ psid }) => psid));
        await saveCustomers(
          transaction,
          pageId,
          facts.filter(({ psid }) => psids.has(psid)),
        );
      }
      // Whoever said STOP said it, whatever else is only to be told of.
      const hasOptedOut = await applyOptOuts(transaction, pageId, items.flatMap(toInboundFacts));
      if (hasOptedOut) await guardScheduled(transaction, pageId);
    });
  }
}

/** Passing trouble: say so and go on later. Trouble that only a person can mend: stop and say what to do. */
async function handleTrouble({ pageId, jobId }: Comparison, error: unknown): Promise<void> {
  if (!(error instanceof GraphError)) throw error;
  const problem = toGraphReadProblem(error, pageId);
  const trouble = problem instanceof Problem ? toWords(problem) : error.message;
  if (error.isRetryable) {
    const afterMs = Math.min(retryMaxMs, error.regainAccessMs ?? 3_000);
    await enqueueComparison(db(), pageId, jobId, { trouble, afterMs });
  } else await failComparison(pageId, jobId, trouble);
  await announce(pageId, ["sync"]);
}
