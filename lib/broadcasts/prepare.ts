import { listReceivers } from "../audience/engine";
import { now, syncClock } from "../clock";
import { db } from "../db";
import { findPage } from "../facebook-pages/data";
import { announce } from "../page-events";
import { readPredicate } from "../segments/predicate-input";
import { enqueueSending } from "./mutations";
import { completeIfDone } from "./ledger";

/** Job: freezes the audience, one line of the ledger for each customer, and lets the sending begin. */
export async function prepareBroadcast({
  pageId,
  broadcastId,
}: {
  pageId: string;
  broadcastId: string;
}): Promise<void> {
  const page = await findPage(pageId);
  if (!page) return;
  await syncClock();
  const broadcast = await db().broadcast.findUnique({ where: { id: broadcastId } });
  if (broadcast?.state !== "preparing") return; // Prepared by an earlier try, or cancelled.
  const predicate = await readPredicate(page.id, broadcast.predicate);
  const ordinals = await listReceivers(page.id, predicate, now());
  await db().$transaction(async (transaction) => {
    const started = await transaction.broadcast.updateMany({
      where: { id: broadcastId, state: "preparing" },
      data: { state: "sending", startedAt: new Date() },
    });
    if (started.count === 0) return;
    await transaction.$executeRaw`
      INSERT INTO delivery (broadcast_id, ordinal, page_id, psid)
      SELECT ${broadcastId}::uuid, ordinal, page_id, psid FROM customer
       WHERE page_id = ${page.id} AND ordinal = ANY(${Array.from(ordinals)}::int[])
      ON CONFLICT DO NOTHING`;
    await enqueueSending(transaction, page.id, broadcastId);
    await announce(page.id, ["broadcasts"], transaction);
  });
  // An audience that emptied meanwhile is a broadcast to nobody, and over at once.
  if (await completeIfDone(broadcastId)) await announce(page.id, ["broadcasts"]);
}
