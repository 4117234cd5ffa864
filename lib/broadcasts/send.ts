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
import { bookSends, DatabaseClock, madeUpMs, toSpacingMs } from "./pace";
import { bookedWaitMaxMs, decideAgain, takePortion, type Portion } from "./portion";
import { splitToMark, toUnwrittenMax } from "./portions";
import type { Letter } from "./recipients";
import { sendOne } from "./send-one";
import { isOverTime, mayGoOut, type Sending } from "./sending";
import { readLetterOf } from "./stored-broadcast";

/** A group is marked so long before it goes out, so that a slow statement does not make it late. */
const markAheadMs = 8;
/** Whoever is later than this has lost the places that were booked, since others may have theirs there, and books anew. */
const lateMs = 25;
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
    freeAtMs: 0,
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
      const startAtMs = await toStart(sending, portion);
      if (startAtMs === null) return;
      sending.freeAtMs = startAtMs + portion.going.length * toSpacingMs(sending.ratePerSecond);
      next = takePortion(sending);
      next.catch(() => undefined); // Told where it is waited for; until then nobody listens.
      if (!(await sendPortion(sending, portion, startAtMs, abortSignal))) return;
    }
  } finally {
    // What it leased meanwhile is given back with the rest; its own trouble is told where it is waited for.
    await next.catch(() => undefined);
  }
}

/** When a portion goes out: at its places, unless the one before took so long that they are gone. */
async function toStart(sending: Sending, { startAtMs, going }: Portion): Promise<number | null> {
  const freeAtMs = Math.max(startAtMs, sending.freeAtMs - madeUpMs);
  return freeAtMs - startAtMs > lateMs ? bookAgain(sending, going.length, freeAtMs) : freeAtMs;
}

/** @returns null when the next places are far off, since Facebook asks for patience: then the run ends */
async function bookAgain(sending: Sending, count: number, freeAtMs: number): Promise<number | null> {
  const { pageId, ratePerSecond, clock } = sending;
  const booked = await bookSends(pageId, count, ratePerSecond, {
    clock,
    freeAtMs,
    waitMaxMs: bookedWaitMaxMs,
  });
  if ("startAtMs" in booked) return booked.startAtMs;
  sending.goOnAfterMs = Math.max(sending.goOnAfterMs, booked.declinedForMs);
  return null;
}

/** @returns false when the broadcast is no longer being sent, or not now */
async function sendPortion(
  sending: Sending,
  portion: Portion,
  startAtMs: number,
  abortSignal: AbortSignal | undefined,
): Promise<boolean> {
  const { outcomes, inFlight, ratePerSecond } = sending;
  const spacingMs = toSpacingMs(ratePerSecond);
  let dueAtMs = startAtMs;
  let lostMs = 0;
  let left = portion.going.length;
  for (const group of splitToMark(portion.going, ratePerSecond)) {
    await waitUntil(dueAtMs - markAheadMs);
    await outcomes.shrink(toUnwrittenMax(ratePerSecond));
    while (inFlight.size >= inFlightMax) await Promise.race(inFlight);
    const nowMs = performance.now();
    if (lostMs > lateMs || nowMs - dueAtMs > lateMs) {
      const bookedAtMs = await bookAgain(sending, left, Math.max(nowMs, dueAtMs));
      if (bookedAtMs === null) return false;
      dueAtMs = bookedAtMs;
      sending.freeAtMs = dueAtMs + left * spacingMs;
      await waitUntil(dueAtMs - markAheadMs);
    }
    if (abortSignal?.aborted || sending.isHeld) return false;
    const going = await decideAgain(sending, portion, group);
    if (!mayGoOut(sending)) return false;
    const startedAtMs = going.length > 0 ? await sendGroup(sending, going, dueAtMs) : dueAtMs;
    if (startedAtMs === null) return false;
    lostMs = Math.max(0, startedAtMs - dueAtMs - madeUpMs);
    sending.freeAtMs += lostMs;
    dueAtMs += group.length * spacingMs + lostMs;
    left -= group.length;
  }
  return true;
}

async function waitUntil(atMs: number): Promise<void> {
  const leftMs = atMs - performance.now();
  if (leftMs > 0) await wait(leftMs);
}

/**
 * Marks a group and lets it go. What cannot be marked since somebody changes the broadcast at this moment is decided
 * about anew. @returns when its first goes out; null when the broadcast is no longer being sent
 */
async function sendGroup(
  sending: Sending,
  wanted: readonly Wanted[],
  dueAtMs: number,
): Promise<number | null> {
  const { pageId, letter, holder, outcomes, inFlight, ratePerSecond } = sending;
  const { going, skipped, isRefused } = await markGroup(pageId, letter, holder, wanted);
  outcomes.add(...skipped);
  if (isRefused) {
    if (!(await isStillSending(letter.broadcastId))) return null;
    const decided = new Set(skipped.map(({ ordinal }) => ordinal));
    sending.leased.unshift(...wanted.filter(({ ordinal }) => !decided.has(ordinal)));
  }
  const nowMs = performance.now();
  const startsAtMs = Math.max(dueAtMs, nowMs);
  for (const [index, verdict] of going.entries()) {
    const spaced = wait(startsAtMs - nowMs + index * toSpacingMs(ratePerSecond));
    const tracked: Promise<void> = spaced
      .then(() => sendOne(sending, verdict))
      .finally(() => inFlight.delete(tracked));
    inFlight.add(tracked);
  }
  return startsAtMs;
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
