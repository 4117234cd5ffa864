import { setTimeout as wait } from "node:timers/promises";
import { syncClock } from "../clock";
import { db } from "../db";
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
import { DatabaseClock, madeUpMs, toSpacingMs } from "./pace";
import { decideAgain, takePortion, type Portion } from "./portion";
import { splitToMark } from "./portions";
import type { Letter } from "./recipients";
import { sendOne } from "./send-one";
import { isOverTime, mayGoOut, type Sending } from "./sending";
import { readLetterOf } from "./stored-broadcast";

/** A group is marked so long before it goes out, so that a slow statement does not make it late. */
const markAheadMs = 15;
const inFlightMax = 100;
/** While more answers than this wait to be written down, nothing more goes out: a crash would leave them unknown too. */
const unwrittenMax = 8;
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
      sending.freeAtMs =
        Math.max(portion.startAtMs, sending.freeAtMs - madeUpMs) +
        portion.going.length * toSpacingMs(sending.ratePerSecond);
      next = takePortion(sending);
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
  let dueAtMs = sending.freeAtMs - portion.going.length * spacingMs;
  await waitUntil(dueAtMs - markAheadMs);
  const going = await decideAgain(sending, portion);
  for (const group of splitToMark(going, ratePerSecond)) {
    await waitUntil(dueAtMs - markAheadMs);
    await outcomes.shrink(unwrittenMax);
    while (inFlight.size >= inFlightMax) await Promise.race(inFlight);
    if (abortSignal?.aborted || sending.isHeld || !mayGoOut(sending)) return false;
    const startedAtMs = await sendGroup(sending, group, dueAtMs);
    if (startedAtMs === null) return false;
    const takesMs = group.length * spacingMs;
    const lostMs = Math.max(0, startedAtMs - dueAtMs - madeUpMs);
    sending.freeAtMs += lostMs;
    dueAtMs += takesMs + lostMs;
  }
  return true;
}

async function waitUntil(atMs: number): Promise<void> {
  const leftMs = atMs - performance.now();
  if (leftMs > 0) await wait(leftMs);
}

/** Marks a group and lets it go. @returns when its first goes out; null when the broadcast is no longer being sent */
async function sendGroup(
  sending: Sending,
  wanted: readonly Wanted[],
  dueAtMs: number,
): Promise<number | null> {
  const { pageId, letter, holder, outcomes, inFlight, ratePerSecond } = sending;
  const { going, skipped } = await markGroup(pageId, letter, holder, wanted);
  outcomes.add(...skipped);
  const nowMs = performance.now();
  const startsAtMs = Math.max(dueAtMs, nowMs);
  for (const [index, verdict] of going.entries()) {
    const spaced = wait(startsAtMs - nowMs + index * toSpacingMs(ratePerSecond));
    const tracked: Promise<void> = spaced
      .then(() => sendOne(sending, verdict))
      .finally(() => inFlight.delete(tracked));
    inFlight.add(tracked);
  }
  return going.length > 0 || skipped.length === wanted.length ? startsAtMs : null;
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
    const broadcast = await db().broadcast.findUnique({
      where: { id: broadcastId },
      select: { state: true },
    });
    if (broadcast?.state === "sending") {
      await enqueueSending(db(), pageId, broadcastId, new Date(Date.now() + goOnAfterMs));
    }
  }
  await announce(pageId, ["broadcasts"]);
}
