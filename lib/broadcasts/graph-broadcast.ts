import { db } from "../db";
import { toOnePredicate } from "../domain/broadcast-way";
import type { MessageContent } from "../domain/message-content";
import { fillMessageText } from "../domain/message-text";
import { toBroadcastAudience } from "../domain/predicate-targeting";
import { findPage, graphOf } from "../facebook-pages/data";
import { toGraphProblem } from "../graph-problem";
import type { GraphAudience, GraphCreativeMessage } from "../graph/broadcasts";
import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import { enqueue } from "../jobs/queue";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { toGraphContent } from "./graph-content";
import { readLetterOf } from "./stored-broadcast";

const watchAfterMs = 2_000;
const watchEveryMs = 15_000;
/** The platform documents no list of states, so a number that stands still for so long is taken for the last. */
const standsStillAfterMs = 10 * 60_000;
/** What is known to mean that more may come. */
const openStatus = /^(SCHEDULED|IN_PROGRESS)$/i;

/**
 * Sends a broadcast through the Broadcast API: one call, written down before it is made. Without an answer it is
 * unknown, and settled by looking at the Page's broadcasts; it is never made again by itself.
 */
export async function askForBroadcast(pageId: PageId, id: string): Promise<void> {
  const broadcast = await db().broadcast.findUniqueOrThrow({ where: { id } });
  if (broadcast.graphState !== null) {
    // A kill cut an earlier try short: whether the call was made, nobody here knows.
    await db().broadcast.updateMany({ where: { id, graphState: "asking" }, data: { graphState: "unknown" } });
    await enqueueWatch(pageId, id, watchAfterMs);
    return;
  }
  const { content, predicate, exclusions } = readLetterOf(broadcast);
  const graph = await graphOf(pageId);
  try {
    const audience = toGraphAudience(predicate, exclusions);
    const knownIds = await listIds(graph);
    const messageCreativeId = await graph.createMessageCreative(toCreative(content));
    const graphReach = await graph.findReachEstimate(await graph.startReachEstimation(audience));
    // A claim: of two runs, or of a run and whoever cancelled meanwhile, one goes on.
    const { count } = await db().broadcast.updateMany({
      where: { id, state: "preparing", graphState: null },
      data: { graphState: "asking", graphKnownIds: knownIds, graphReach, startedAt: new Date() },
    });
    if (count === 0) return;
    const graphBroadcastId = await graph.sendBroadcast({
      messageCreativeId,
      audience,
      messagingType: "UPDATE",
    });
    await take(pageId, id, graphBroadcastId);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const isAsked = (await db().broadcast.count({ where: { id, graphState: "asking" } })) > 0;
    if (isAsked && !error.provesNothingDone) {
      await db().broadcast.update({ where: { id }, data: { graphState: "unknown" } });
      await enqueueWatch(pageId, id, watchAfterMs);
      return;
    }
    const problem = toGraphProblem(error, pageId);
    await fail(pageId, id, problem instanceof Problem ? toWords(problem) : error.message);
  }
}

/** Job: settles a call without an answer, and follows what Facebook says of a broadcast until it stands still. */
export async function watchGraphBroadcast(payload: { pageId: string; broadcastId: string }): Promise<void> {
  const page = await findPage(payload.pageId);
  const broadcast = await db().broadcast.findUnique({ where: { id: payload.broadcastId } });
  if (!page || !broadcast || !["preparing", "sending"].includes(broadcast.state)) return;
  const graph = await graphOf(page.id);
  try {
    if (broadcast.graphState === "unknown") await settle(page.id, broadcast, graph);
    else if (broadcast.graphBroadcastId !== null) await follow(page.id, broadcast, graph);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    await enqueueWatch(page.id, broadcast.id, watchEveryMs);
  }
}

interface Watched {
  id: string;
  graphKnownIds: string[];
  graphBroadcastId: string | null;
  graphMessagesSent: number | null;
  graphChangedAt: Date | null;
}

/** Exactly one new broadcast on the Page can only be this one; none at all, and it never began. */
async function settle(pageId: PageId, { id, graphKnownIds }: Watched, graph: GraphClient): Promise<void> {
  const claimed = await db().broadcast.findMany({
    where: { pageId, graphBroadcastId: { not: null } },
    select: { graphBroadcastId: true },
  });
  const known = new Set([...graphKnownIds, ...claimed.map((other) => other.graphBroadcastId)]);
  const fresh = (await listIds(graph)).filter((other) => !known.has(other));
  if (fresh.length === 1) await take(pageId, id, fresh[0]!);
  else if (fresh.length === 0) await fail(pageId, id, toWords(new Problem("broadcast-api-never-began")));
  else {
    const stoppedReason = toWords(new Problem("broadcast-api-unknown", { values: { count: fresh.length } }));
    await db().broadcast.update({ where: { id }, data: { stoppedReason } });
    await announce(pageId, ["broadcasts"]);
  }
}

async function follow(pageId: PageId, watched: Watched, graph: GraphClient): Promise<void> {
  const { id, graphMessagesSent: before, graphChangedAt } = watched;
  const [{ status }, count] = await Promise.all([
    graph.getBroadcast(watched.graphBroadcastId!),
    graph.countMessagesSent(watched.graphBroadcastId!),
  ]);
  const isStill = count === before && Date.now() - (graphChangedAt?.getTime() ?? 0) > standsStillAfterMs;
  const isOver = (status !== null && !openStatus.test(status)) || isStill;
  await db().broadcast.update({
    where: { id },
    data: {
      graphMessagesSent: count,
      ...(count === before ? {} : { graphChangedAt: new Date() }),
      ...(isOver ? { state: "completed", finishedAt: new Date() } : {}),
    },
  });
  if (!isOver) await enqueueWatch(pageId, id, watchEveryMs);
  await announce(pageId, ["broadcasts"]);
}

async function take(pageId: PageId, id: string, graphBroadcastId: string): Promise<void> {
  await db().broadcast.update({
    where: { id },
    data: { graphState: "taken", graphBroadcastId, state: "sending", graphChangedAt: new Date() },
  });
  await enqueueWatch(pageId, id, watchAfterMs);
  await announce(pageId, ["broadcasts"]);
}

async function fail(pageId: PageId, id: string, stoppedReason: string): Promise<void> {
  const data = { state: "failed", stoppedReason, finishedAt: new Date() } as const;
  await db().broadcast.update({ where: { id }, data });
  await announce(pageId, ["broadcasts"]);
}

async function enqueueWatch(pageId: PageId, broadcastId: string, afterMs: number): Promise<void> {
  const runAt = new Date(Date.now() + afterMs);
  await enqueue(
    db(),
    "watch-graph-broadcast",
    { pageId, broadcastId },
    { key: `watch:${broadcastId}`, runAt },
  );
}

async function listIds(graph: GraphClient): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of graph.listBroadcasts()) ids.push(id);
  return ids;
}

function toGraphAudience(...audience: Parameters<typeof toOnePredicate>): GraphAudience {
  const predicate = toOnePredicate(...audience);
  return predicate === null ? "every-open-conversation" : toBroadcastAudience(predicate);
}

/** Facebook fills the first name in, or takes the whole fallback text for whoever has none. */
function toCreative(content: MessageContent): GraphCreativeMessage {
  if (content.kind !== "text" || !content.text.includes("{first_name")) return toGraphContent(content);
  const named = content.text.replaceAll(/\{first_name(?:\|[^{}]*)?\}/g, "{first_name}");
  const fallback = fillMessageText(content.text, { firstName: null });
  return { dynamicText: { text: named, fallbackText: fallback.ok ? fallback.text : content.text } };
}
