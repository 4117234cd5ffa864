import { setTimeout as wait } from "node:timers/promises";
import { now, syncClock } from "../clock";
import { db } from "../db";
import type { PlatformProfile } from "../domain/messaging-rules";
import { findQuietEnd, type QuietHours } from "../domain/quiet-hours";
import { toSendContent } from "../domain/send-content";
import type { Broadcast } from "../generated/prisma/client";
import { findPage, graphOf } from "../facebook-pages/data";
import type { GraphClient } from "../graph/client";
import type { JobContext } from "../jobs/job-context";
import { log } from "../log";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { readSendingSettings } from "../sending-settings/data";
import { stepCanary } from "./canary";
import { toMetadata } from "./delivery-mark";
import { toGraphContent } from "./graph-content";
import {
  completeIfDone,
  leaseDeliveries,
  recordOutcomes,
  releaseLeases,
  skipCancelled,
  skipTooLate,
  toRunName,
  type Lease,
} from "./ledger";
import { markGroup, splitVerdicts, type Wanted } from "./mark-group";
import { enqueueSending } from "./mutations";
import { OutcomeWriter } from "./outcome-writer";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { bookSends, holdSends } from "./pace";
import { splitToDecide, splitToMark } from "./portions";
import { noteBlocked } from "./receipts";
import { decideRecipients, type Letter } from "./recipients";
import { toOutcome } from "./send-outcome";
import { pauseByItself } from "./stop";
import { readLetterOf } from "./stored-broadcast";

const leaseSize = 100;
/** Later than this after its booked time, a group takes its place anew, so that the next one does not catch up with it. */
const lateMs = 25;
/** Rather than wait longer than this with lines in hand, they are given back and looked at again later. */
const bookedWaitMaxMs = 2_000;
const inFlightMax = 100;
/** While more answers than this wait to be written down, nothing more goes out: a crash would leave them unknown too. */
const unwrittenMax = 8;
/** When so many in a row get no answer, it is Facebook's trouble: going on would leave everybody unknown. */
const unknownInARowMax = 10;
const announceEveryMs = 500;
const lookAgainAfterMs = 1_000;
const goOnAfterTroubleMs = 2_000;
const giveBackEveryMs = 500;

interface Sending {
  pageId: PageId;
  broadcastId: string;
  letter: Letter;
  tooLateAt: Date | null;
  quietHours: QuietHours | null;
  ratePerSecond: number;
  graph: GraphClient;
  holder: string;
  outcomes: OutcomeWriter;
  inFlight: Set<Promise<void>>;
  /** Before this the next group does not go (`performance.now()`). */
  freeAtMs: number;
  /** Set when an answer says that nobody can be reached, or that we must wait: no further group starts. */
  isHeld: boolean;
  /** Tries without any answer, one after another. */
  unknownInARow: number;
  /** When to look again if lines still wait. */
  goOnAfterMs: number;
}

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
    ratePerSecond: broadcast.ratePerSecond,
    graph: await graphOf(page.id),
    holder: run,
    outcomes: new OutcomeWriter((outcomes) => recordOutcomes(broadcast.id, run, outcomes)),
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

/** What an admin may change while it runs. */
async function readRules(sending: Sending): Promise<void> {
  const { frequencyCap, quietHours, timeZone } = await readSendingSettings(sending.pageId);
  sending.letter.frequencyCap = frequencyCap;
  sending.quietHours = quietHours && { ...quietHours, timeZone };
}

function isOverTime({ tooLateAt }: Sending): boolean {
  return tooLateAt !== null && now() >= tooLateAt;
}

/** Looks again when the quiet hours end, or when it is too late before that. */
function isQuiet(sending: Sending): boolean {
  const { quietHours, tooLateAt } = sending;
  const end = quietHours && findQuietEnd(quietHours, now());
  if (end === null) return false;
  const until = Math.min(end.getTime(), tooLateAt?.getTime() ?? Infinity);
  sending.goOnAfterMs = Math.max(lookAgainAfterMs, until - now().getTime());
  return true;
}

async function sendAll(sending: Sending, abortSignal: AbortSignal | undefined): Promise<void> {
  while (!abortSignal?.aborted && !sending.isHeld) {
    await readRules(sending);
    if (isOverTime(sending) || isQuiet(sending)) return;
    const step = await stepCanary(sending.pageId, sending.broadcastId, leaseSize);
    if (step.kind === "wait") sending.goOnAfterMs = step.forMs;
    if (step.kind !== "go") return;
    const { lines, isOfTriedOnly } = step;
    const leases = await leaseDeliveries(sending.broadcastId, sending.holder, lines, isOfTriedOnly);
    if (leases.length === 0) return;
    for (const some of splitToDecide(leases, sending.ratePerSecond)) {
      if (!(await sendSome(sending, some, abortSignal))) return;
    }
  }
}

/** @returns false when the broadcast is no longer being sent, or not now */
async function sendSome(
  sending: Sending,
  some: readonly Lease[],
  abortSignal: AbortSignal | undefined,
): Promise<boolean> {
  const { pageId, letter, outcomes, ratePerSecond } = sending;
  const { going, skipped } = splitVerdicts(await decideRecipients(pageId, some, letter, now()));
  outcomes.add(...skipped);
  if (going.length === 0) return true;
  const waitMs = await bookSends(pageId, going.length, ratePerSecond);
  if (waitMs > bookedWaitMaxMs) {
    sending.goOnAfterMs = waitMs;
    return false;
  }
  let bookedAtMs = performance.now() + waitMs;
  for (const group of splitToMark(going, ratePerSecond)) {
    // One after another also when the booked time is over: no more than a little of what is late is made up for.
    const dueAtMs = Math.max(bookedAtMs, sending.freeAtMs);
    const takesMs = (group.length * 1000) / ratePerSecond;
    bookedAtMs += takesMs;
    sending.freeAtMs = dueAtMs + takesMs;
    await wait(Math.max(0, dueAtMs - performance.now()));
    await outcomes.shrink(unwrittenMax);
    while (sending.inFlight.size >= inFlightMax) await Promise.race(sending.inFlight);
    if (abortSignal?.aborted || sending.isHeld || isOverTime(sending) || isQuiet(sending)) return false;
    if (!(await sendGroup(sending, group, dueAtMs))) return false;
    sending.freeAtMs = Math.max(sending.freeAtMs, performance.now() - lateMs);
  }
  return true;
}

/** Marks a group and lets it go. @returns false when the broadcast is no longer being sent */
async function sendGroup(sending: Sending, wanted: readonly Wanted[], dueAtMs: number): Promise<boolean> {
  const { pageId, letter, holder, outcomes, ratePerSecond } = sending;
  const { going, skipped } = await markGroup(pageId, letter, holder, wanted);
  outcomes.add(...skipped);
  const isLate = performance.now() > dueAtMs + lateMs;
  for (const [index, verdict] of going.entries()) {
    const spaced = wait((index * 1000) / ratePerSecond).then(() => sendOne(sending, verdict));
    const tracked: Promise<void> = spaced.finally(() => sending.inFlight.delete(tracked));
    sending.inFlight.add(tracked);
  }
  if (isLate) await holdSends(pageId, (wanted.length * 1000) / ratePerSecond);
  return going.length > 0 || skipped.length === wanted.length;
}

async function sendOne(sending: Sending, verdict: Wanted): Promise<void> {
  const { broadcastId, pageId, graph, outcomes } = sending;
  const { ordinal, psid, content, messagingType, tag } = verdict;
  try {
    const { messageId } = await graph.sendMessage({
      psid,
      content: toGraphContent(content),
      messagingType,
      tag: tag ?? undefined,
      metadata: toMetadata({ broadcastId, ordinal }),
    });
    outcomes.add({ ordinal, attempt: verdict.attempts + 1, state: "sent", messageId });
    sending.unknownInARow = 0;
  } catch (error) {
    const { outcome, hold, pauseReason: refusal } = toOutcome(verdict, error, pageId);
    outcomes.add(outcome);
    sending.unknownInARow = outcome.state === "unknown" ? sending.unknownInARow + 1 : 0;
    const isInTheDark = sending.unknownInARow >= unknownInARowMax;
    const pauseReason = refusal ?? (isInTheDark ? toWords(new Problem("broadcast-in-the-dark")) : null);
    if (hold !== null || pauseReason !== null) sending.isHeld = true;
    if (hold !== null) sending.goOnAfterMs = Math.max(sending.goOnAfterMs, hold);
    try {
      if (outcome.state === "failed" && outcome.reason === "blocked") await noteBlocked(pageId, ordinal);
      if (hold !== null) await holdSends(pageId, hold);
      if (pauseReason !== null) await pauseByItself(pageId, broadcastId, pauseReason);
    } catch (failure) {
      // No further group starts here anyway, and the next run will be refused in the same words.
      log.warn({ broadcastId, error: String(failure) }, "a refusal could not be written down");
    }
  }
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
