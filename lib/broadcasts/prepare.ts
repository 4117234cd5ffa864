import { syncClock } from "../clock";
import { db } from "../db";
import { findPage } from "../facebook-pages/data";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { readSendingSettings } from "../sending-settings/data";
import { findApprovalProblem } from "./approval";
import { holdBack } from "./hold-back";
import { completeIfDone, skipCancelled } from "./ledger";
import { askForBroadcast } from "./graph-broadcast";
import { enqueueSending } from "./mutations";
import { compileBroadcast } from "./compile-broadcast";
import { readLetterOf } from "./stored-broadcast";

/** Lines written at once: no statement so long that others wait for it. */
const linesAtOnce = 5_000;

/** Job: freezes the audience, one line of the ledger for each customer, and lets the sending begin. */
export async function prepareBroadcast({
  pageId,
  broadcastId,
}: {
  pageId: string;
  broadcastId: string;
}): Promise<void> {
  const page = await findPage(pageId);
  const broadcast = await db().broadcast.findUnique({ where: { id: broadcastId } });
  if (!page || broadcast?.state !== "preparing") return; // Prepared by an earlier try, or cancelled.
  await syncClock();
  try {
    if (broadcast.way === "broadcast-api") {
      await askForBroadcast(page.id, broadcastId);
      return;
    }
    // Decided at the start: what is sent to each customer by itself stays so.
    const audience = await compileBroadcast(page.id, {
      ...readLetterOf(broadcast),
      wantsBroadcastApi: false,
    });
    const { approvedAt, approvedPeople } = broadcast;
    const approval = findApprovalProblem(
      await readSendingSettings(page.id),
      approvedAt && { people: approvedPeople },
      audience.willReceive,
    );
    if (approval !== null) {
      await holdBack(page.id, broadcast, approval);
      return;
    }
    await writeLines(page.id, broadcastId, audience.listReceivers());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await fail(page.id, broadcastId, toWords(error));
    return;
  }
  await db().$transaction(async (transaction) => {
    const started = await transaction.broadcast.updateMany({
      where: { id: broadcastId, state: "preparing" },
      data: { state: "sending", startedAt: new Date() },
    });
    if (started.count > 0) await enqueueSending(transaction, page.id, broadcastId);
  });
  await skipCancelled(broadcastId);
  // An audience that emptied meanwhile is a broadcast to nobody, and over at once.
  await completeIfDone(broadcastId);
  await announce(page.id, ["broadcasts"]);
}

/** Lines of an earlier try that a kill cut short go first: the audience is that of one moment. */
async function writeLines(pageId: PageId, broadcastId: string, ordinals: Int32Array): Promise<void> {
  await db().delivery.deleteMany({ where: { broadcastId, broadcast: { state: "preparing" } } });
  for (let first = 0; first < ordinals.length; first += linesAtOnce) {
    const part = Array.from(ordinals.subarray(first, first + linesAtOnce));
    await db().$executeRaw`
      INSERT INTO delivery (broadcast_id, ordinal, page_id, psid)
      SELECT ${broadcastId}::uuid, ordinal, page_id, psid FROM customer
       WHERE page_id = ${pageId} AND ordinal = ANY(${part}::int[])
      ON CONFLICT DO NOTHING`;
  }
}

/** Trouble that only a person can mend, such as a label that is gone: nobody was written to, and it says why. */
async function fail(pageId: PageId, broadcastId: string, words: string): Promise<void> {
  await db().broadcast.updateMany({
    where: { id: broadcastId, state: "preparing" },
    data: { state: "failed", stoppedReason: words, finishedAt: new Date() },
  });
  await announce(pageId, ["broadcasts"]);
}
