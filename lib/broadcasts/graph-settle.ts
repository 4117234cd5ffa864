import { now } from "../clock";
import { db, type Transaction } from "../db";
import { Prisma, type Broadcast } from "../generated/prisma/client";
import type { GraphClient } from "../graph/client";
import type { GraphError } from "../graph/errors";
import { toGraphReadProblem } from "../graph-problem";
import { enqueue } from "../jobs/queue";
import { log } from "../log";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { record } from "./record";
import { lockBroadcast } from "./save-draft";
import { settleForMs } from "./schema";
import { isUnreadable } from "./stored-broadcast";

/** How long until Facebook is asked again what became of a broadcast. */
export const watchEveryMs = 15_000;
const watchAfterMs = 2_000;
/** A call waits 20 s for its answer; the rest is for clocks that differ. */
const atOnceWithinMs = 60_000;
/** What is known to mean that more may come. */
export const openStatus = /^(SCHEDULED|IN_PROGRESS)$/i;

/** Facebook has it: it sends at once, or keeps it until its time. */
export async function takeFromGraph(
  pageId: PageId,
  { id, scheduledAt }: Pick<Broadcast, "id" | "scheduledAt">,
  graphBroadcastId: string,
): Promise<void> {
  const isLater = scheduledAt !== null && scheduledAt > now();
  const began = isLater ? {} : { startedAt: new Date() };
  try {
    // Together: nobody comes back to it once it is no longer being prepared, so a kill must not leave it unwatched.
    await db().$transaction(async (transaction) => {
      await transaction.broadcast.updateMany({
        where: { id, state: "preparing", graphState: { in: ["asking", "unknown"] } },
        data: {
          ...{ graphState: "taken", graphBroadcastId, state: isLater ? "scheduled" : "sending" },
          ...{ graphChangedAt: new Date(), stoppedReason: null, ...began },
        },
      });
      await enqueueWatch(pageId, id, watchAfterMs, {}, transaction);
    });
  } catch (error) {
    const isAnothers = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isAnothers) throw error;
    log.error({ broadcastId: id, graphBroadcastId }, "another broadcast has this id of Facebook’s already");
    await db().broadcast.updateMany({ where: { id, graphState: "asking" }, data: { graphState: "unknown" } });
    await enqueueWatch(pageId, id, watchAfterMs);
  }
  await announce(pageId, ["broadcasts"]);
}

/** Facebook does not have it: nobody was written to. */
export async function failOnGraph(pageId: PageId, id: string, stoppedReason: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const { count } = await transaction.broadcast.updateMany({
      where: { id, state: "preparing" },
      data: { state: "failed", stoppedReason, finishedAt: new Date() },
    });
    if (count > 0) await enqueueWatch(pageId, id, 0, {}, transaction);
  });
  await announce(pageId, ["broadcasts"]);
}

type Unsettled = Pick<Broadcast, "id" | "graphKnownIds" | "graphAskedAt" | "scheduledAt">;

/**
 * Looks for the broadcast of a call without an answer. It is taken for ours when it alone could be it, two looks in a row
 * say so, and nothing of it speaks against it; that none appears is believed after minutes, and after two looks, too.
 * Whatever else is seen stays unknown: a person looks, and ends it.
 * @param seen what the look before this one saw: one id, or "" for none
 */
export async function settleByList(
  pageId: PageId,
  asked: Unsettled,
  graph: GraphClient,
  seen: string | null,
): Promise<void> {
  const { id } = asked;
  const found = await findCandidates(pageId, asked, graph);
  const [only] = found;
  const isCertain = found.length === 1 && only!.isCertain;
  const sees = isCertain ? only!.id : found.length === 0 ? "" : null;
  const isSeenTwice = sees !== null && sees === seen;
  if (isCertain && isSeenTwice) {
    await takeFromGraph(pageId, asked, only!.id);
    return;
  }
  const isOverdue = Date.now() - (asked.graphAskedAt?.getTime() ?? 0) > settleForMs;
  const isNotSeen = isOverdue && isSeenTwice;
  const isDoubtful = found.length > 1 || (isOverdue && found.length === 1 && !isCertain);
  if (isNotSeen || isDoubtful) {
    // Whether it went out is for a person to find out: until they end it, its people count as written to.
    const code = isNotSeen ? "broadcast-api-not-seen" : "broadcast-api-unknown";
    const stoppedReason = toWords(new Problem(code, { values: { count: found.length } }));
    await db().broadcast.updateMany({ where: { id, state: "preparing" }, data: { stoppedReason } });
    await announce(pageId, ["broadcasts"]);
  }
  const mayBecomeCertain = found.length === 1 && only!.isOpen;
  if (!isOverdue || mayBecomeCertain || (sees !== null && !isSeenTwice))
    await enqueueWatch(pageId, id, watchEveryMs, { seen: sees });
}

interface Candidate {
  id: string;
  /** Nothing that the Graph tells of it speaks for anybody else. */
  isCertain: boolean;
  /** It is not over: what it ends with may still speak for it. */
  isOpen: boolean;
}

/**
 * What is new on the Page and may be ours. The Graph names a broadcast's time, status and number of messages, and neither
 * its author nor its message nor its audience (Broadcast API reference, 2019).
 */
async function findCandidates(pageId: PageId, asked: Unsettled, graph: GraphClient): Promise<Candidate[]> {
  const taken = await db().broadcast.findMany({
    where: { pageId, graphBroadcastId: { not: null } },
    select: { graphBroadcastId: true },
  });
  const known = new Set([...asked.graphKnownIds, ...taken.map((other) => other.graphBroadcastId)]);
  const people = await db().delivery.count({ where: { broadcastId: asked.id, state: "handed" } });
  const candidates: Candidate[] = [];
  for await (const { id, scheduledAt, status } of graph.listBroadcasts()) {
    if (known.has(id) || (scheduledAt !== null && !isOurTime(scheduledAt, asked))) continue;
    if (asked.scheduledAt !== null && asked.scheduledAt > now()) {
      candidates.push({ id, isCertain: scheduledAt !== null, isOpen: false });
      continue;
    }
    // Another app may have made one at the same moment: only one that ended with as many messages as ours has people is
    // certain. With more it may be ours too: Facebook may know of somebody whom our copy of the Page does not know yet.
    const count = await graph.countMessagesSent(id);
    const isOpen = status !== null && openStatus.test(status);
    const isEnded = status !== null && !isOpen;
    candidates.push({ id, isCertain: scheduledAt !== null && isEnded && count === people, isOpen });
  }
  return candidates;
}

/** One at a time is kept for exactly that second; one at once has the time at which the call was made. */
function isOurTime(time: Date, { scheduledAt, graphAskedAt }: Unsettled): boolean {
  const toSecond = (at: Date) => Math.floor(at.getTime() / 1_000);
  if (scheduledAt !== null) return toSecond(time) === toSecond(scheduledAt);
  const askedAtMs = (graphAskedAt?.getTime() ?? 0) + now().getTime() - Date.now();
  return Math.abs(time.getTime() - askedAtMs) <= atOnceWithinMs;
}

/** Facebook refuses to say anything of it, or to take it back: that does not pass, so a person has to look. */
export async function noteUnreadable(pageId: PageId, id: string, error: GraphError): Promise<void> {
  const problem = toGraphReadProblem(error, pageId);
  const detail = problem instanceof Problem ? toWords(problem) : error.message;
  const stoppedReason = toWords(new Problem("broadcast-api-unreadable", { values: { detail } }));
  await db().broadcast.updateMany({
    where: { id, state: { in: ["scheduled", "sending"] }, graphState: "taken" },
    data: { stoppedReason },
  });
  await announce(pageId, ["broadcasts"]);
}

/** A person ends what cannot be settled: that nobody knows whether it went out is how it stays. */
export async function endAsUnknown(pageId: PageId, userId: string, id: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    const isUnsettled = broadcast.state === "preparing" && broadcast.graphState === "unknown";
    if (!isUnsettled && !isUnreadable(broadcast))
      throw new Problem("broadcast-wrong-state", { values: { state: broadcast.state } });
    const data = { state: "unknown", graphState: "unknown", finishedAt: new Date() } as const;
    await transaction.broadcast.update({ where: { id }, data });
    await enqueueWatch(pageId, id, 0, {}, transaction);
    await record(transaction, pageId, userId, "broadcast.ended-unknown", broadcast);
  });
  await announce(pageId, ["broadcasts"]);
}

export async function enqueueWatch(
  pageId: PageId,
  broadcastId: string,
  afterMs: number,
  { seen = null, key = "watch" }: { seen?: string | null; key?: "watch" | "opted-out" } = {},
  transaction: Pick<Transaction, "$executeRaw"> = db(),
): Promise<void> {
  const runAt = new Date(Date.now() + afterMs);
  await enqueue(
    transaction,
    "watch-graph-broadcast",
    { pageId, broadcastId, seen },
    { key: `${key}:${broadcastId}`, runAt },
  );
}
