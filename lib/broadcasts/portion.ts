import { now } from "../clock";
import { leaseByCanary, type Leasing } from "./canary";
import { leaseDeliveries, type Lease } from "./ledger";
import { splitVerdicts, type Wanted } from "./mark-group";
import { bookSends, toSpacingMs, type Booking } from "./pace";
import { waitUntil } from "./places";
import { toDecideSize, toLeaseSize } from "./portions";
import { decideRecipients } from "./recipients";
import { mayGoOut, readRules, type Sending } from "./sending";
import { findStaleness, staleAgainAfterMs } from "./staleness";

/** Rather than wait longer than this with lines in hand, they are given back and looked at again later. */
const bookedWaitMaxMs = 2_000;
/** Somebody may have written STOP, lost a label or seen their window close since: then they are decided about again. */
const decidedForMs = 300;

/**
 * No place is booked longer than this before it is due: by then all workers know how late the message was that is a second
 * before it, and whoever stands still has not taken the place behind its own one already.
 */
const bookedAheadMs = 120;

/** Lines that may go out one after another. */
export interface Portion {
  /** At which they go out. */
  ratePerSecond: number;
  going: Wanted[];
  /** Their places; null when it is too soon for booking them. */
  booking: Booking | null;
  /** `performance.now()` */
  decidedAtMs: number;
}

/** The next lines to send, decided, and booked if they are due soon. @returns null when there are none, or not now */
export async function takePortion(sending: Sending): Promise<Portion | null> {
  for (;;) {
    if (sending.leased.length === 0 && !(await lease(sending))) return null;
    const { ratePerSecond } = sending.brake;
    const some = sending.leased.splice(0, toDecideSize(ratePerSecond));
    const decidedAtMs = performance.now();
    const going = await decideAnew(sending, some);
    if (going.length === 0) continue;
    const portion = { going, ratePerSecond, decidedAtMs };
    if (going.length * toSpacingMs(ratePerSecond) > bookedAheadMs) return { ...portion, booking: null };
    const booking = await book(sending, going.length, ratePerSecond);
    return booking && { ...portion, booking };
  }
}

/** Books a portion once those before it are nearly due. @returns null when the run ends, as with `book` */
export async function bookInTurn(
  sending: Sending,
  { going, ratePerSecond }: Portion,
): Promise<Booking | null> {
  await waitUntil(sending.bookedUntilMs - bookedAheadMs);
  if (sending.isHeld) return null;
  return book(sending, going.length, ratePerSecond);
}

/** @returns null when the next places are far off, since Facebook asks for patience: then the run ends */
export async function book(sending: Sending, count: number, ratePerSecond: number): Promise<Booking | null> {
  const { pageId, clock } = sending;
  const sent = sending.sent.splice(0);
  const booked = await bookSends(pageId, count, ratePerSecond, { clock, sent, waitMaxMs: bookedWaitMaxMs });
  if ("startAtMs" in booked) {
    sending.bookedUntilMs = booked.startAtMs + count * toSpacingMs(ratePerSecond);
    return booked;
  }
  sending.sent.push(...sent);
  sending.goOnAfterMs = Math.max(sending.goOnAfterMs, booked.declinedForMs);
  return null;
}

/** @returns false when nothing may be leased now */
async function lease(sending: Sending): Promise<boolean> {
  await readRules(sending);
  if (sending.isHeld || !mayGoOut(sending)) return false;
  // Somebody's STOP may wait among what is not applied yet.
  if ((await findStaleness(sending.pageId)) !== null) {
    sending.goOnAfterMs = staleAgainAfterMs;
    return false;
  }
  const { leases, waitMs } = await leaseNext(sending);
  if (waitMs !== null) sending.goOnAfterMs = waitMs;
  sending.leased.push(...leases);
  return leases.length > 0;
}

async function leaseNext(sending: Sending): Promise<Leasing> {
  const { pageId, broadcastId, holder, isCanary, outcomes, brake } = sending;
  const lines = toLeaseSize(brake.ratePerSecond);
  if (isCanary) {
    // Who was skipped is not one of the first few: others take their places.
    await outcomes.flush();
    return leaseByCanary(pageId, broadcastId, holder, lines);
  }
  return { leases: await leaseDeliveries(broadcastId, holder, lines), waitMs: null };
}

/**
 * Right before a group of a portion goes out: who of it may still. All that is left of the portion is decided anew when
 * that was decided a while ago.
 */
export async function decideAgain(
  sending: Sending,
  portion: Portion,
  group: readonly Wanted[],
): Promise<Wanted[]> {
  if (performance.now() - portion.decidedAtMs > decidedForMs) {
    const first = portion.going.findIndex(({ ordinal }) => ordinal === group[0]?.ordinal);
    portion.decidedAtMs = performance.now();
    await readRules(sending);
    portion.going = await decideAnew(sending, portion.going.slice(Math.max(0, first)));
  }
  const decided = new Map(portion.going.map((verdict) => [verdict.ordinal, verdict]));
  return group.flatMap(({ ordinal }) => decided.get(ordinal) ?? []);
}

/** @returns who may still be sent to; the others are skipped, with the reason */
async function decideAnew(sending: Sending, lines: readonly Lease[]): Promise<Wanted[]> {
  const { pageId, letter, outcomes } = sending;
  const { going, skipped } = splitVerdicts(await decideRecipients(pageId, lines, letter, now()));
  outcomes.add(...skipped);
  return going;
}
