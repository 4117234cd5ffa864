import { setTimeout as wait } from "node:timers/promises";
import { syncClock } from "../clock";
import { db, pool } from "../db";
import type { PlatformProfile } from "../domain/messaging-rules";
import { toSendContent } from "../domain/send-content";
import { findPage, graphOf } from "../facebook-pages/data";
import type { Broadcast } from "../generated/prisma/client";
import type { JobContext } from "../jobs/job-context";
import { log } from "../log";
import { announce } from "../page-events";
import {
  completeIfDone,
  recordOutcomes,
  releaseLeases,
  skipCancelled,
  skipTooLate,
  toRunName,
} from "./ledger";
import { markGroup, type Wanted } from "./mark-group";
import { enqueueSending } from "./mutations";
import { OutcomeWriter } from "./outcome-writer";
import { DatabaseClock } from "./database-clock";
import { toSpacingMs } from "./pace";
import { Places, waitUntil } from "./places";
import { book, decideAgain, decideAnew, takePortion, type Portion } from "./portion";
import { splitToMark, toUnwrittenMax } from "./portions";
import type { Letter } from "./recipients";
import { sendOne } from "./send-one";
import { isOverTime, mayGoOut, type Sending } from "./sending";
import { readLetterOf } from "./stored-broadcast";

/** A group is marked so long before it goes out, so that a slow statement does not make it late. */
const markAheadMs = 8;
/** Whoever is later than this gives the places up and books anew; less is made up for by those of the next second. */
const lateMsMax = 200;
const inFlightMax = 100;
const announceEveryMs = 500;
const lookAgainAfterMs = 1_000;
const goOnAfterTroubleMs = 2_000;
const giveBackEveryMs = 500;

/**
 * Job: sends what waits in a broadcast's ledger, at its rate. Any number of workers may do so at once: lines are
 * leased, the rate is booked in a place that all share, and a line is marked before its message goes out.
 */
export async function sendBroadcast(
  payload: { pageId: string; broadcastId: string },
  { holder, abortSignal }: JobContext,
): Promise<void> {
  const page = await findPage(payload.pageId);
  const broadcast = await db().broadcast.findUnique({ where: { id: payload.broadcastId } });
  if (!page || !broadcast) return;
  if (broadcast.state === "cancelled") await skipCancelled(broadcast.id);
  if (broadcast.state !== "sending") return;
  await syncClock();
  const run = toRunName(holder);
  const sending: Sending = {
    pageId: page.id,
    broadcastId: broadcast.id,
    letter: toLetter(broadcast, page.profile),
    tooLateAt: broadcast.tooLateAt,
    quietHours: null,
    isCanary: broadcast.isCanary && broadcast.canaryPassedAt === null,
    ratePerSecond: broadcast.ratePerSecond,
    graph: await graphOf(page.id),
    holder: run,
    outcomes: new OutcomeWriter((outcomes) => recordOutcomes(broadcast.id, run, outcomes)),
    clock: new DatabaseClock(),
    leased: [],
    inFlight: new Set(),
    sent: [],
    isHeld: false,
    unknownInARow: 0,
    goOnAfterMs: lookAgainAfterMs,
  };
  const ticker = setInterval(
    () => void announce(page.id, ["broadcasts"]).catch(() => undefined),
    announceEveryMs,
  );
  try {
    await sendAll(sending, abortSignal);
  } catch (error) {
    // A new job goes on, soon: the queue would wait longer for each time this one was interrupted, up to hours.
    log.error({ broadcastId: broadcast.id, err: error }, "sending was interrupted; it goes on");
    sending.goOnAfterMs = goOnAfterTroubleMs;
  }
  clearInterval(ticker);
  await Promise.all(sending.inFlight);
  await sending.outcomes.flush();
  await giveBack(sending);
  await endOrGoOn(sending);
}

function toLetter(broadcast: Broadcast, profile: PlatformProfile): Letter {
  const letter = readLetterOf(broadcast);
  const sendContent = toSendContent(letter.content, broadcast.tagConfirmedAt !== null);
  return { broadcastId: broadcast.id, profile, ...letter, sendContent, frequencyCap: null };
}

/** While one portion goes out, the next is decided and booked. */
async function sendAll(sending: Sending, abortSignal: AbortSignal | undefined): Promise<void> {
  let next = takePortion(sending);
  try {
    while (!abortSignal?.aborted && !sending.isHeld) {
      const portion = await next;
      if (portion === null) return;
      next = takePortion(sending);
      next.catch(() => undefined); // Told where it is waited for; until then nobody listens.
      if (!(await sendPortion(sending, portion, abortSignal))) return;
    }
  } finally {
    // What it leased meanwhile is given back with the rest; its own trouble is told where it is waited for.
    await next.catch(() => undefined);
  }
}

/** @returns false when the broadcast is no longer being sent, or not now */
async function sendPortion(
  sending: Sending,
  portion: Portion,
  abortSignal: AbortSignal | undefined,
): Promise<boolean> {
  const { outcomes, inFlight, ratePerSecond } = sending;
  const spacingMs = toSpacingMs(ratePerSecond);
  let places = new Places(portion, spacingMs);
  let left = portion.going.length;
  try {
    for (const group of splitToMark(portion.going, ratePerSecond)) {
      await waitUntil(places.dueAtMs() - markAheadMs);
      await outcomes.shrink(toUnwrittenMax(ratePerSecond));
      while (inFlight.size >= inFlightMax) await Promise.race(inFlight);
      if (places.lateMs() > lateMsMax) {
        const booking = await book(sending, left);
        if (booking === null) return false;
        places.tell(sending);
        places = new Places(booking, spacingMs);
        await waitUntil(places.dueAtMs() - markAheadMs);
      }
      if (abortSignal?.aborted || sending.isHeld) return false;
      const going = await decideAgain(sending, portion, group);
      if (!mayGoOut(sending)) return false;
      if (going.length > 0 && !(await sendGroup(sending, going, places))) return false;
      places.pass(group.length);
      left -= group.length;
    }
    return true;
  } finally {
    places.tell(sending);
  }
}

/** Marks a group and lets it go. @returns false when the broadcast is no longer being sent */
async function sendGroup(sending: Sending, wanted: readonly Wanted[], places: Places): Promise<boolean> {
  const going = await mark(sending, wanted);
  if (going === null) return false;
  for (const [index, verdict] of going.entries()) {
    const tracked: Promise<void> = places
      .take(index)
      .then(() => sendOne(sending, verdict))
      .finally(() => sending.inFlight.delete(tracked));
    sending.inFlight.add(tracked);
  }
  return true;
}

/**
 * While somebody changes the broadcast nothing can be marked: then it is waited for, and everybody is decided about
 * anew. @returns who may be sent to now; null when the broadcast is no longer being sent
 */
async function mark(sending: Sending, wanted: readonly Wanted[]): Promise<readonly Wanted[] | null> {
  const { pageId, letter, holder, outcomes } = sending;
  for (let left = wanted; left.length > 0;) {
    const { going, skipped, isRefused } = await markGroup(pageId, letter, holder, left);
    outcomes.add(...skipped);
    if (!isRefused) return going;
    if (!(await isStillSending(letter.broadcastId))) return null;
    left = await decideAnew(sending, left);
  }
  return [];
}

/** Asked when nobody changes it any more. */
async function isStillSending(broadcastId: string): Promise<boolean> {
  const { rows } = await pool().query<{ state: string }>(
    "SELECT state::text FROM broadcast WHERE id = $1 FOR SHARE",
    [broadcastId],
  );
  return rows[0]?.state === "sending";
}

/** Also when the database is away at this moment: nobody else would give back what a living worker holds. */
async function giveBack({ broadcastId, holder }: Sending): Promise<void> {
  for (;;) {
    try {
      await releaseLeases(broadcastId, holder);
      return;
    } catch (error) {
      log.warn({ broadcastId, error: String(error) }, "leases could not be given back; tried again");
      await wait(giveBackEveryMs);
    }
  }
}

/** Over when no line waits; otherwise looked at again soon: for lines that must wait, or that others hold. */
async function endOrGoOn(sending: Sending): Promise<void> {
  const { pageId, broadcastId, goOnAfterMs } = sending;
  if (isOverTime(sending)) await skipTooLate(broadcastId);
  await skipCancelled(broadcastId); // What was under way while somebody cancelled, and must be tried again: not any more.
  if (!(await completeIfDone(broadcastId))) {
    if (await isStillSending(broadcastId))
      await enqueueSending(db(), pageId, broadcastId, new Date(Date.now() + goOnAfterMs));
  }
  await announce(pageId, ["broadcasts"]);
}
