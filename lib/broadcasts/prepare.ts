import { now, syncClock } from "../clock";
import { db } from "../db";
import { findPage } from "../facebook-pages/data";
import { enqueue } from "../jobs/queue";
import { announce } from "../page-events";
import { Problem } from "../problem";
import { readSendingSettings } from "../sending-settings/data";
import { findApprovalProblem } from "./approval";
import { holdBack } from "./hold-back";
import { completeIfDone, skipCancelled } from "./ledger";
import { writeLines } from "./frozen-lines";
import { askForBroadcast } from "./graph-ask";
import { isTooLate, requireInTime } from "./in-time";
import { enqueueSending } from "./mutations";
import { compileBroadcast } from "./compile-broadcast";
import { prepareAlone } from "./preparing-lock";
import { findStaleness } from "./staleness";
import { readLetterOf } from "./stored-broadcast";

type Payload = { pageId: string; broadcastId: string };

const againAfterMs = 5_000;

/** Job: freezes the audience, one line of the ledger for each customer, and lets the sending begin. */
export async function prepareBroadcast(payload: Payload): Promise<void> {
  if (await prepareAlone(payload.broadcastId, () => prepare(payload))) return;
  const { broadcastId } = payload;
  const options = { key: `prepare-again:${broadcastId}`, runAt: new Date(Date.now() + againAfterMs) };
  await enqueue(db(), "prepare-broadcast", payload, options);
}

/** @returns false when it has to be looked at again soon */
async function prepare({ pageId, broadcastId }: Payload): Promise<boolean> {
  const page = await findPage(pageId);
  const broadcast = await db().broadcast.findUnique({ where: { id: broadcastId } });
  if (!page || broadcast?.state !== "preparing") return true; // Prepared by an earlier try, or cancelled.
  await syncClock();
  try {
    if (broadcast.graphState === null) {
      requireInTime(broadcast.preparingSince, new Date(), broadcast.tooLateAt);
      // Whoever opted out in a cache too far behind would be among them: it waits, until its time is over.
      if ((await findStaleness(page.id)) !== null && !isTooLate(broadcast.tooLateAt, now())) return false;
    }
    if (broadcast.way === "broadcast-api") {
      await askForBroadcast(page.id, broadcast);
      return true;
    }
    // Decided at the start: what is sent to each customer by itself stays so.
    const { isCanary, tooLateAt, approvedAt, approvedPeople } = broadcast;
    const question = { ...readLetterOf(broadcast), isCanary, tooLateAt, wantsBroadcastApi: false };
    const audience = await compileBroadcast(page.id, question);
    const approved = approvedAt && { people: approvedPeople };
    const approval = findApprovalProblem(await readSendingSettings(page.id), approved, audience.willReceive);
    if (approval !== null) throw approval;
    const lines = { state: "pending", at: null } as const;
    if (!(await writeLines(page.id, broadcastId, audience.listReceivers(), lines))) return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Nobody was written to. What a person may mend or decide makes it a draft again; see `holdBack`.
    return holdBack(page.id, broadcast, error);
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
  return true;
}
