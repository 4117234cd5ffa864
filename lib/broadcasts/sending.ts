import { now } from "../clock";
import { findQuietEnd, type QuietHours } from "../domain/quiet-hours";
import type { GraphClient } from "../graph/client";
import type { PageId } from "../page-id";
import { readSendingSettings } from "../sending-settings/data";
import type { Arrivals } from "./arrivals";
import type { Brake } from "./brake";
import type { Lease } from "./ledger";
import type { OutcomeWriter } from "./outcome-writer";
import type { DatabaseClock } from "./database-clock";
import type { Letter } from "./recipients";
import type { Refusals } from "./refusals";
import type { SentPart } from "./sent-parts";
import type { Throttling } from "./throttling";

const lookAgainAfterMs = 1_000;
/** In quiet hours too: whoever changes them brings only a job forward that waits, and this one may be about to. */
const lookAgainInQuietMs = 60_000;

/** One run of the job that sends a broadcast. */
export interface Sending {
  pageId: PageId;
  broadcastId: string;
  letter: Letter;
  tooLateAt: Date | null;
  quietHours: QuietHours | null;
  /** Its first few are still to be watched, as far as this run knows. */
  isCanary: boolean;
  brake: Brake;
  graph: GraphClient;
  holder: string;
  outcomes: OutcomeWriter;
  clock: DatabaseClock;
  arrivals: Arrivals;
  /** Where the places end that this run booked last, in `performance.now()`. */
  bookedUntilMs: number;
  /** Leased, and not decided yet. */
  leased: Lease[];
  inFlight: Set<Promise<void>>;
  /** What went out, and was not told where all workers book yet. */
  sent: SentPart[];
  /** Set when an answer says that nobody can be reached, or that we must wait: no further group starts. */
  isHeld: boolean;
  throttling: Throttling;
  refusals: Refusals;
  /** Tries without any answer, one after another. */
  unknownInARow: number;
  /** When to look again if lines still wait. */
  goOnAfterMs: number;
}

/** What an admin may change while it runs. */
export async function readRules(sending: Sending): Promise<void> {
  const { frequencyCap, quietHours, timeZone } = await readSendingSettings(sending.pageId);
  sending.letter.frequencyCap = frequencyCap;
  sending.quietHours = quietHours && { ...quietHours, timeZone };
}

export function isOverTime({ tooLateAt }: Sending): boolean {
  return tooLateAt !== null && now() >= tooLateAt;
}

/** Whether anything goes out at this time. Looks again when the quiet hours end or it is too late, and every minute. */
export function mayGoOut(sending: Sending): boolean {
  if (isOverTime(sending)) return false;
  const { quietHours, tooLateAt } = sending;
  const end = quietHours && findQuietEnd(quietHours, now());
  if (end === null) return true;
  const until = Math.min(end.getTime(), tooLateAt?.getTime() ?? Infinity);
  const leftMs = until - now().getTime();
  sending.goOnAfterMs = Math.min(lookAgainInQuietMs, Math.max(lookAgainAfterMs, leftMs));
  return false;
}
