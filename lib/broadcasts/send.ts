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
import { Arrivals } from "./arrivals";
import { Brake } from "./brake";
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
import { noteBlockedIfAnyGotIt } from "./receipts";
import { Refusals } from "./refusals";
import { DatabaseClock } from "./database-clock";
import { tellSent, toSpacingMs } from "./pace";
import { Places, waitUntil } from "./places";
import { book, bookInTurn, decideAgain, takePortion, type Portion } from "./portion";
import { splitToMark, toInFlightMax, toUnwrittenMax } from "./portions";
import type { Letter } from "./recipients";
import { sendOne } from "./send-one";
import { isOverTime, mayGoOut, type Sending } from "./sending";
import { readLetterOf } from "./stored-broadcast";
import { readThrottledHolds, Throttling } from "./throttling";

/** A group is marked so long before it goes out, so that a slow statement does not make it late. */
const markAheadMs = 8;
/** Whoever is later than this gives the places up and books anew; less is made up for by those of the next second. */
const lateMsMax = 200;
/** Then others who wait for one of the slots have their turn. */
const runMaxMs = 300_000;
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
  const brake = new Brake(broadcast.ratePerSecond);
  const sending: Sending = {
    pageId: page.id,
    broadcastId: broadcast.id,
    letter: toLetter(broadcast, page.profile),
    tooLateAt: broadcast.tooLateAt,
    quietHours: null,
    isCanary: broadcast.isCanary && broadcast.canaryPassedAt === null,
    brake,
    graph: await graphOf(page.id, { onUsage: (usage) => brake.hear(usage) }),
    holder: run,
    outcomes: new OutcomeWriter((outcomes) => recordOutcomes(broadcast.id, run, outcomes)),
    clock: new DatabaseClock(),
    arrivals: new Arrivals(),
    bookedUntilMs: -Infinity,
    leased: [],
    inFlight: new Set(),
    sent: [],
    isHeld: false,
    throttling: new Throttling(page.id, broadcast.ratePerSecond, await readThrottledHolds(page.id)),
    refusals: new Refusals(),
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
  const blocked = sending.refusals.end(); // When it cannot be written down, they are asked about once more.
  await noteBlockedIfAnyGotIt(page.id, broadcast.id, blocked).catch(() => undefined);
  await giveBack(sending);
  await tellSent(page.id, sending.sent.splice(0)).catch(() => undefined); // Only the rate of the next second is told by it.
  await endOrGoOn(sending);
}

function toLetter(broadcast: Broadcast, profile: PlatformProfile): Letter {
  const letter = readLetterOf(broadcast);
  const sendContent = toSendContent(letter.content, broadcast.tagConfirmedAt !== null);
  return { broadcastId: broadcast.id, profile, ...letter, sendContent, frequencyCap: null };
}

/** While one portion goes out, the next is decided. */
async function sendAll(sending: Sending, abortSignal: AbortSignal | undefined): Promise<void> {
  const endsAtMs = performance.now() + runMaxMs;
  let next = takePortion(sending);
  try {
    while (!abortSignal?.aborted && !sending.isHeld) {
      if (performance.now() > endsAtMs) {
        sending.goOnAfterMs = 0;
        return;
      }
      const portion = await next;
      if (portion === null) return;
      next = takePortion(sending);
      next.catch(() => undefined); // Told where it is waited for; until then nobody listens.
      if (!(await sendPortion(sending, portion, abortSignal))) return;
    }
  } finally {
    // What it leased meanwhile is given back with the rest; its own trouble is told where it is waited for.
    const unused = await next.catch(() => null);
    if (unused?.booking)
      new Places(unused.booking, toSpacingMs(unused.ratePerSecond), sending.arrivals).tell(sending);
  }
}

/** @returns false when the broadcast is no longer being sent, or not now */
async function sendPortion(
  sending: Sending,
  portion: Portion,
  abortSignal: AbortSignal | undefined,
): Promise<boolean> {
  const { ratePerSecond } = portion;
  const spacingMs = toSpacingMs(ratePerSecond);
  const first = portion.booking ?? (await bookInTurn(sending, portion));
  if (first === null) return false;
  let places = new Places(first, spacingMs, sending.arrivals);
  let left = portion.going.length;
  try {
    for (const group of splitToMark(portion.going, ratePerSecond)) {
      for (let isOut = false; !isOut;) {
        await awaitTurn(sending, places, portion, group.length);
        if (places.lateMs(group.length) > lateMsMax) {
          const booking = await book(sending, left, ratePerSecond);
          if (booking === null) return false;
          places.tell(sending);
          places = new Places(booking, spacingMs, sending.arrivals);
          await waitUntil(places.dueTimesMs(group.length)[0]! - markAheadMs);
        }
        if (abortSignal?.aborted || sending.isHeld) return false;
        const going = await decideAgain(sending, portion, group);
        if (!mayGoOut(sending)) return false;
        const outcome = await sendGroup(sending, going, places);
        if (outcome === "over") return false;
        isOut = outcome === "out";
        // It waited for whoever changed the broadcast: everything is looked at once more.
        if (!isOut) portion.decidedAtMs = -Infinity;
      }
      places.pass(group.length);
      left -= group.length;
    }
    return true;
  } finally {
    places.tell(sending);
  }
}

async function awaitTurn(
  { outcomes, inFlight }: Sending,
  places: Places,
  { ratePerSecond }: Portion,
  count: number,
): Promise<void> {
  await waitUntil(places.dueTimesMs(count)[0]! - markAheadMs);
  await outcomes.shrink(toUnwrittenMax(ratePerSecond));
  while (inFlight.size >= toInFlightMax(ratePerSecond)) await Promise.race(inFlight);
}

/** Marks a group and lets it go. @returns "again" when somebody changed the broadcast meanwhile */
async function sendGroup(
  sending: Sending,
  wanted: readonly Wanted[],
  places: Places,
): Promise<"out" | "again" | "over"> {
  if (wanted.length === 0) return "out";
  const { pageId, letter, holder, outcomes, inFlight } = sending;
  const { going, skipped, isRefused } = await markGroup(pageId, letter, holder, wanted);
  outcomes.add(...skipped);
  if (isRefused) return (await isStillSending(letter.broadcastId)) ? "again" : "over";
  const dueTimesMs = places.dueTimesMs(wanted.length);
  for (const [index, verdict] of going.entries()) {
    const tracked: Promise<void> = places
      .take(index, dueTimesMs[index]!)
      .then((departure) => sendOne(sending, verdict, departure))
      .finally(() => inFlight.delete(tracked));
    inFlight.add(tracked);
  }
  return "out";
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
