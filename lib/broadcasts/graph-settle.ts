import { now } from "../clock";
import { db, type Transaction } from "../db";
import { Prisma, type Broadcast } from "../generated/prisma/client";
import type { GraphClient } from "../graph/client";
import { enqueue } from "../jobs/queue";
import { log } from "../log";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { endHandedLines } from "./frozen-lines";
import { record } from "./mutations";
import { lockBroadcast } from "./save-draft";
import { settleForMs } from "./schema";

/** How long until Facebook is asked again what became of a broadcast. */
export const watchEveryMs = 15_000;
const watchAfterMs = 2_000;

/** Facebook has it: it sends at once, or keeps it until its time. */
export async function takeFromGraph(
  pageId: PageId,
  { id, scheduledAt }: Pick<Broadcast, "id" | "scheduledAt">,
  graphBroadcastId: string,
): Promise<void> {
  const isLater = scheduledAt !== null && scheduledAt > now();
  const began = isLater ? {} : { startedAt: new Date() };
  try {
    await db().broadcast.updateMany({
      where: { id, state: "preparing", graphState: { in: ["asking", "unknown"] } },
      data: {
        ...{ graphState: "taken", graphBroadcastId, state: isLater ? "scheduled" : "sending" },
        ...{ graphChangedAt: new Date(), stoppedReason: null, ...began },
      },
    });
  } catch (error) {
    const isAnothers = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isAnothers) throw error;
    log.error({ broadcastId: id, graphBroadcastId }, "another broadcast has this id of Facebook’s already");
    await db().broadcast.updateMany({ where: { id, graphState: "asking" }, data: { graphState: "unknown" } });
  }
  await enqueueWatch(pageId, id, watchAfterMs);
  await announce(pageId, ["broadcasts"]);
}

/** Facebook does not have it: nobody was written to. */
export async function failOnGraph(pageId: PageId, id: string, stoppedReason: string): Promise<void> {
  const { count } = await db().broadcast.updateMany({
    where: { id, state: "preparing" },
    data: { state: "failed", stoppedReason, finishedAt: new Date() },
  });
  if (count > 0) await endHandedLines(id, { state: "skipped", reason: "never-began" });
  await announce(pageId, ["broadcasts"]);
}

type Unsettled = Pick<Broadcast, "id" | "graphKnownIds" | "graphAskedAt" | "scheduledAt">;

/**
 * Looks for the broadcast of a call without an answer. Exactly one new one on the Page is this one, because one is asked
 * for at a time. That none appears proves nothing: after minutes without any a person is asked to look.
 */
export async function settleByList(pageId: PageId, asked: Unsettled, graph: GraphClient): Promise<void> {
  const { id } = asked;
  const fresh = await listFresh(pageId, asked, graph);
  const [only] = fresh;
  if (only !== undefined && fresh.length === 1) {
    await takeFromGraph(pageId, asked, only);
    return;
  }
  const isOverdue = Date.now() - (asked.graphAskedAt?.getTime() ?? 0) > settleForMs;
  if (fresh.length > 1 || isOverdue) {
    // Whether it went out is for a person to find out: until they end it, its people count as written to.
    const code = fresh.length > 1 ? "broadcast-api-unknown" : "broadcast-api-not-seen";
    const stoppedReason = toWords(new Problem(code, { values: { count: fresh.length } }));
    await db().broadcast.updateMany({ where: { id, state: "preparing" }, data: { stoppedReason } });
    await announce(pageId, ["broadcasts"]);
  }
  if (!isOverdue) await enqueueWatch(pageId, id, watchEveryMs);
}

async function listFresh(pageId: PageId, asked: Unsettled, graph: GraphClient): Promise<string[]> {
  const taken = await db().broadcast.findMany({
    where: { pageId, graphBroadcastId: { not: null } },
    select: { graphBroadcastId: true },
  });
  const known = new Set([...asked.graphKnownIds, ...taken.map((other) => other.graphBroadcastId)]);
  const toSecond = (at: Date) => Math.floor(at.getTime() / 1_000);
  const fresh: string[] = [];
  for await (const { id, scheduledAt } of graph.listBroadcasts()) {
    if (known.has(id)) continue;
    const isOtherTime =
      asked.scheduledAt !== null &&
      scheduledAt !== null &&
      toSecond(scheduledAt) !== toSecond(asked.scheduledAt);
    if (!isOtherTime) fresh.push(id);
  }
  return fresh;
}

/** A person ends what cannot be settled: that nobody knows whether it went out is how it stays. */
export async function endAsUnknown(pageId: PageId, userId: string, id: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const broadcast = await lockBroadcast(transaction, pageId, id);
    if (broadcast.state !== "preparing" || broadcast.graphState !== "unknown")
      throw new Problem("broadcast-wrong-state", { values: { state: broadcast.state } });
    const data = { state: "unknown", finishedAt: new Date() } as const;
    await transaction.broadcast.update({ where: { id }, data });
    await record(transaction, pageId, userId, "broadcast.ended-unknown", broadcast);
  });
  await endHandedLines(id, { state: "unknown", reason: "no-answer" });
  await announce(pageId, ["broadcasts"]);
}

export async function enqueueWatch(
  pageId: PageId,
  broadcastId: string,
  afterMs: number,
  transaction: Pick<Transaction, "$executeRaw"> = db(),
): Promise<void> {
  const runAt = new Date(Date.now() + afterMs);
  await enqueue(
    transaction,
    "watch-graph-broadcast",
    { pageId, broadcastId },
    { key: `watch:${broadcastId}`, runAt },
  );
}
