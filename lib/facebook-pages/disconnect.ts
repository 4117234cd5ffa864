import { takeBackFromGraph } from "../broadcasts/graph-cancel";
import { db } from "../db";
import { GraphError } from "../graph/errors";
import { enqueue } from "../jobs/queue";
import type { JobContext } from "../jobs/job-context";
import { log } from "../log";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { graphOf } from "./data";

/** Customers whose rows go in one transaction: short enough that nobody waits for it. */
const rowsAtOnce = 2_000;

/**
 * Ends the connection at once: the token is wiped, nobody is a member any more, no job works on it. Its rows are
 * deleted after that by a job. @throws Problem "page-name-differs" unless the Page's name was typed
 */
export async function disconnectPage(
  page: { id: PageId; name: string },
  userId: string,
  typed: string,
): Promise<void> {
  if (typed.trim() !== page.name)
    throw new Problem("page-name-differs", { field: "name", values: { name: page.name } });
  await takeBackKept(page.id);
  await unsubscribe(page.id);
  await db().$transaction(async (transaction) => {
    await transaction.page.update({
      where: { id: page.id },
      data: { disconnectedAt: new Date(), tokenSealed: "" },
    });
    await transaction.broadcast.updateMany({
      where: { pageId: page.id, state: { in: ["scheduled", "preparing", "sending", "paused"] } },
      data: { state: "cancelled" },
    });
    // Whoever connected it may connect Pages again, also when this was the only one.
    await transaction.user.update({ where: { id: userId }, data: { mayConnectPages: true } });
    await transaction.membership.deleteMany({ where: { pageId: page.id } });
    await enqueue(transaction, "delete-page", { pageId: page.id }, { key: `delete-page:${page.id}` });
  });
}

/**
 * What Facebook keeps until its time would go out without anybody here who knows of it. When Facebook no longer lets us in
 * at all, nothing can be taken back: then the Page can be left all the same. @throws Problem naming the broadcast
 */
async function takeBackKept(pageId: PageId): Promise<void> {
  const kept = await db().broadcast.findMany({
    where: { pageId, state: "scheduled", graphState: "taken", graphBroadcastId: { not: null } },
    select: { name: true, graphBroadcastId: true },
  });
  for (const { name, graphBroadcastId } of kept) {
    try {
      const outcome = await takeBackFromGraph(await graphOf(pageId), graphBroadcastId!);
      if (outcome === "unknown") throw new Problem("page-keeps-broadcast", { values: { name } });
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (error.isRetryable) throw new Problem("page-keeps-broadcast", { values: { name } });
      log.warn({ pageId, kind: error.kind }, "Facebook keeps a broadcast that could not be taken back");
    }
  }
}

/** A Page that Facebook no longer lets us reach can be left all the same. */
async function unsubscribe(pageId: PageId): Promise<void> {
  try {
    await (await graphOf(pageId)).unsubscribeApp();
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    log.warn({ pageId, kind: error.kind }, "could not unsubscribe from a Page that is being disconnected");
  }
}

/** Tables without a foreign key to the Page, emptied by the Page's id. */
const looseTables = ["activity", "webhook_delivery", "audience_change", "audience_version"] as const;

/** Job: deletes everything that is known of a disconnected Page, in steps; killed anywhere, it goes on. */
export async function deletePage({ pageId }: { pageId: string }, { abortSignal }: JobContext): Promise<void> {
  const page = await db().page.findUnique({ where: { id: pageId }, select: { disconnectedAt: true } });
  if (!page?.disconnectedAt) return;
  // What somebody started at the moment of disconnecting too: nobody writes lines of a broadcast that is cancelled.
  await db().broadcast.updateMany({
    where: { pageId, state: { not: "cancelled" } },
    data: { state: "cancelled" },
  });
  for (const deleteSome of [deleteBroadcasts, deleteCustomers]) {
    while ((await deleteSome(pageId)) > 0) {
      if (!abortSignal?.aborted) continue;
      await enqueue(db(), "delete-page", { pageId }, { key: `delete-page:${pageId}` });
      return;
    }
  }
  // Together: once the Page's row is gone, no later run would know what else is to go.
  await db().$transaction(async (transaction) => {
    await transaction.page.delete({ where: { id: pageId } });
    for (const table of looseTables)
      await transaction.$executeRawUnsafe(`DELETE FROM ${table} WHERE page_id = $1`, pageId);
  });
}

/** Lines first, a broadcast once it has none. @returns 0 when there is no broadcast left */
async function deleteBroadcasts(pageId: string): Promise<number> {
  const broadcast = await db().broadcast.findFirst({ where: { pageId }, select: { id: true } });
  if (broadcast === null) return 0;
  const { id } = broadcast;
  const lines = await db().$executeRaw`
    DELETE FROM delivery WHERE broadcast_id = ${id}::uuid AND ordinal IN (
      SELECT ordinal FROM delivery WHERE broadcast_id = ${id}::uuid ORDER BY ordinal LIMIT ${rowsAtOnce})`;
  if (lines === 0) await db().broadcast.deleteMany({ where: { id } });
  return lines + 1;
}

function deleteCustomers(pageId: string): Promise<number> {
  return db().$executeRaw`
    DELETE FROM customer WHERE page_id = ${pageId} AND ordinal IN (
      SELECT ordinal FROM customer WHERE page_id = ${pageId} ORDER BY ordinal LIMIT ${rowsAtOnce})`;
}
