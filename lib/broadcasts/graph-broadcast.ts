import { now, syncClock } from "../clock";
import { db, type Transaction } from "../db";
import { findPage, graphOf } from "../facebook-pages/data";
import type { Broadcast } from "../generated/prisma/client";
import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { endHandedLines } from "./frozen-lines";
import { takeBackFromGraph } from "./graph-cancel";
import { requireStillExact } from "./graph-exact";
import { enqueueWatch, settleByList, watchEveryMs } from "./graph-settle";
import { holdBack } from "./hold-back";

/** How often a broadcast that Facebook keeps until its time is looked at, whether it may still go out as it is. */
const guardEveryMs = 10 * 60_000;
/** The platform documents no list of states, so a number that stands still for so long is taken for the last. */
const standsStillAfterMs = 10 * 60_000;
/** What is known to mean that more may come. */
const openStatus = /^(SCHEDULED|IN_PROGRESS)$/i;
const cancelledStatus = /^CANCELL?ED$/i;

/** Job: settles a call without an answer, and follows what Facebook says of a broadcast until it stands still. */
export async function watchGraphBroadcast(payload: { pageId: string; broadcastId: string }): Promise<void> {
  const page = await findPage(payload.pageId);
  const broadcast = await db().broadcast.findUnique({ where: { id: payload.broadcastId } });
  if (!page || !broadcast) return;
  const { state, graphState, graphBroadcastId } = broadcast;
  const graph = await graphOf(page.id);
  try {
    if (state === "preparing" && graphState === "unknown") await settleByList(page.id, broadcast, graph);
    else if (state === "scheduled" && graphBroadcastId !== null)
      await guard(page.id, { ...broadcast, graphBroadcastId }, graph);
    else if (state === "sending" && graphBroadcastId !== null)
      await follow(page.id, { ...broadcast, graphBroadcastId }, graph);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    await enqueueWatch(page.id, broadcast.id, watchEveryMs);
  }
}

/** Whoever opted out meanwhile would get it: what Facebook keeps until its time is looked at again at once. */
export async function guardScheduled(transaction: Transaction, pageId: PageId): Promise<void> {
  const kept = await transaction.broadcast.findMany({
    where: { pageId, state: "scheduled", graphState: "taken" },
    select: { id: true },
  });
  for (const { id } of kept) await enqueueWatch(pageId, id, 0, transaction);
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
      if ((await takeBackFromGraph(graph, graphBroadcastId)) === "begun") await begin(pageId, id);
      else await holdBack(pageId, broadcast, error);
      return;
    }
    await enqueueWatch(pageId, id, Math.min(guardEveryMs, leftMs));
    return;
  }
  const { status } = await graph.getBroadcast(graphBroadcastId);
  if (status !== null && cancelledStatus.test(status)) await noteCancelled(pageId, id, "scheduled");
  else if (status !== null && /^SCHEDULED$/i.test(status)) await enqueueWatch(pageId, id, watchEveryMs);
  else await begin(pageId, id);
}

async function begin(pageId: PageId, id: string): Promise<void> {
  await db().broadcast.updateMany({
    where: { id, state: "scheduled", graphState: "taken" },
    data: { state: "sending", startedAt: new Date() },
  });
  await enqueueWatch(pageId, id, 0);
}

/** Somebody cancelled it on Facebook, or here just before a kill. */
async function noteCancelled(pageId: PageId, id: string, state: "scheduled" | "sending"): Promise<void> {
  const stoppedReason = toWords(new Problem("broadcast-api-cancelled"));
  const data = { state: "cancelled", stoppedReason, finishedAt: new Date() } as const;
  const { count } = await db().broadcast.updateMany({ where: { id, state }, data });
  if (count > 0) await endHandedLines(id, { state: "skipped", reason: "cancelled" });
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
      ...(count === before ? {} : { graphChangedAt: new Date() }),
      ...(isOver ? { state: "completed", finishedAt: new Date() } : {}),
    },
  });
  if (!isOver) await enqueueWatch(pageId, id, watchEveryMs);
  await announce(pageId, ["broadcasts"]);
}
