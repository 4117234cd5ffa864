import { now, syncClock } from "../clock";
import { db, type Transaction } from "../db";
import { findPage, graphOf } from "../facebook-pages/data";
import type { Broadcast } from "../generated/prisma/client";
import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import type { JobPayloads } from "../jobs/queue";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { endHandedLines } from "./frozen-lines";
import { takeBackFromGraph } from "./graph-cancel";
import { requireStillExact } from "./graph-exact";
import { enqueueWatch, noteUnreadable, openStatus, settleByList, watchEveryMs } from "./graph-settle";
import { holdBack } from "./hold-back";

/** How often a broadcast that Facebook keeps until its time is looked at, whether it may still go out as it is. */
const guardEveryMs = 10 * 60_000;
/** The platform documents no list of states, so a number that stands still for so long is taken for the last. */
const standsStillAfterMs = 10 * 60_000;
/** Right before its time it is looked at once more: so much for the look itself and for taking it back. */
const lastLookMs = 30_000;
/** The last look may be late, and then it is at once followed by its time. */
const lastLookLateMs = 5_000;
/** Taking it back is tried again so soon when Facebook does not say what came of it. */
const takeBackAgainMs = 5_000;
/** How often one is looked at that Facebook does not let be read. */
const unreadableEveryMs = 60_000;
const cancelledStatus = /^CANCELL?ED$/i;

/** What its lines say when it did not go out, or nobody knows whether it did. */
const endedLines = {
  cancelled: { state: "skipped", reason: "cancelled" },
  failed: { state: "skipped", reason: "never-began" },
  unknown: { state: "unknown", reason: "no-answer" },
} as const;

/**
 * Job: settles a call without an answer, follows what Facebook says of a broadcast until it stands still, and gives its
 * lines their end when it has one: a job, so that a kill between the two leaves nothing.
 */
export async function watchGraphBroadcast(payload: JobPayloads["watch-graph-broadcast"]): Promise<void> {
  const page = await findPage(payload.pageId);
  const broadcast = await db().broadcast.findUnique({ where: { id: payload.broadcastId } });
  if (!page || !broadcast) return;
  const { state, graphState, graphBroadcastId } = broadcast;
  if (state === "cancelled" || state === "failed" || state === "unknown") {
    await endHandedLines(broadcast.id, endedLines[state]);
    await announce(page.id, ["broadcasts"]);
    return;
  }
  const graph = await graphOf(page.id);
  try {
    if (state === "preparing" && graphState === "unknown")
      await settleByList(page.id, broadcast, graph, payload.seen ?? null);
    else if (state === "scheduled" && graphBroadcastId !== null)
      await guard(page.id, { ...broadcast, graphBroadcastId }, graph);
    else if (state === "sending" && graphBroadcastId !== null)
      await follow(page.id, { ...broadcast, graphBroadcastId }, graph);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (!error.isRetryable) await noteUnreadable(page.id, broadcast.id, error);
    // Somebody may mend the token, or what else keeps it from being read.
    await enqueueWatch(page.id, broadcast.id, error.isRetryable ? watchEveryMs : unreadableEveryMs);
  }
}

/** Whoever opted out meanwhile would get it: what Facebook keeps until its time is looked at again at once. */
export async function guardScheduled(transaction: Transaction, pageId: PageId): Promise<void> {
  const kept = await transaction.broadcast.findMany({
    where: { pageId, state: "scheduled", graphState: "taken" },
    select: { id: true },
  });
  // Under a key of its own: a look that runs at this moment ends with the next one's time, and would put this one off.
  for (const { id } of kept) await enqueueWatch(pageId, id, 0, { key: "opted-out" }, transaction);
}

type Taken = Broadcast & { graphBroadcastId: string };

/** Before its time: is its audience still what Facebook would reach? If not, it is taken back. At its time: has it begun? */
async function guard(pageId: PageId, broadcast: Taken, graph: GraphClient): Promise<void> {
  const { id, graphBroadcastId } = broadcast;
  await syncClock();
  const leftMs = (broadcast.scheduledAt?.getTime() ?? 0) - now().getTime();
  if (leftMs > 0) {
    try {
      await requireStillExact(pageId, broadcast);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const outcome = await takeBackFromGraph(graph, graphBroadcastId);
      if (outcome === "begun") await begin(pageId, id);
      else if (outcome === "cancelled" && (await holdBack(pageId, broadcast, error))) return;
      else await enqueueWatch(pageId, id, takeBackAgainMs);
      return;
    }
    if (broadcast.stoppedReason !== null && (await readAgain(pageId, broadcast, graph)) === "cancelled")
      return;
    await enqueueWatch(pageId, id, toNextLookMs(leftMs));
    return;
  }
  const { status } = await graph.getBroadcast(graphBroadcastId);
  if (status !== null && cancelledStatus.test(status)) await noteCancelled(pageId, id, "scheduled");
  else if (status !== null && /^SCHEDULED$/i.test(status)) await enqueueWatch(pageId, id, watchEveryMs);
  else await begin(pageId, id);
}

/** Once Facebook lets it be read again, a person need not end it any more: it will still go out. */
async function readAgain(pageId: PageId, { id, graphBroadcastId }: Taken, graph: GraphClient) {
  const { status } = await graph.getBroadcast(graphBroadcastId);
  if (status !== null && cancelledStatus.test(status)) {
    await noteCancelled(pageId, id, "scheduled");
    return "cancelled";
  }
  await db().broadcast.updateMany({ where: { id, state: "scheduled" }, data: { stoppedReason: null } });
  await announce(pageId, ["broadcasts"]);
  return "kept";
}

/** Every few minutes, half a minute before its time, and at its time. */
function toNextLookMs(leftMs: number): number {
  const isLast = leftMs <= lastLookMs + lastLookLateMs;
  return isLast ? leftMs : Math.min(guardEveryMs, leftMs - lastLookMs);
}

async function begin(pageId: PageId, id: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    await transaction.broadcast.updateMany({
      where: { id, state: "scheduled", graphState: "taken" },
      data: { state: "sending", startedAt: new Date(), stoppedReason: null },
    });
    await enqueueWatch(pageId, id, 0, {}, transaction);
  });
}

/** Somebody cancelled it on Facebook, or here just before a kill. */
async function noteCancelled(pageId: PageId, id: string, state: "scheduled" | "sending"): Promise<void> {
  const stoppedReason = toWords(new Problem("broadcast-api-cancelled"));
  const data = { state: "cancelled", stoppedReason, finishedAt: new Date() } as const;
  await db().$transaction(async (transaction) => {
    const { count } = await transaction.broadcast.updateMany({ where: { id, state }, data });
    if (count > 0) await enqueueWatch(pageId, id, 0, {}, transaction);
  });
  await announce(pageId, ["broadcasts"]);
}

async function follow(pageId: PageId, watched: Taken, graph: GraphClient): Promise<void> {
  const { id, graphBroadcastId, graphMessagesSent: before, graphChangedAt } = watched;
  const [{ status }, count] = await Promise.all([
    graph.getBroadcast(graphBroadcastId),
    graph.countMessagesSent(graphBroadcastId),
  ]);
  if (status !== null && cancelledStatus.test(status)) {
    await noteCancelled(pageId, id, "sending");
    return;
  }
  const isStill = count === before && Date.now() - (graphChangedAt?.getTime() ?? 0) > standsStillAfterMs;
  const isOver = (status !== null && !openStatus.test(status)) || isStill;
  await db().broadcast.updateMany({
    where: { id, state: "sending" },
    data: {
      graphMessagesSent: count,
      stoppedReason: null,
      ...(count === before ? {} : { graphChangedAt: new Date() }),
      ...(isOver ? { state: "completed", finishedAt: new Date() } : {}),
    },
  });
  if (!isOver) await enqueueWatch(pageId, id, watchEveryMs);
  await announce(pageId, ["broadcasts"]);
}
