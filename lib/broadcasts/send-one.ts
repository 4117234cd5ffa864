import { GraphError } from "../graph/errors";
import { log } from "../log";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import type { Departure } from "./arrivals";
import { toMetadata } from "./delivery-mark";
import { toGraphContent } from "./graph-content";
import type { Outcome } from "./ledger";
import type { Wanted } from "./mark-group";
import { holdSends } from "./pace";
import { noteBlocked } from "./receipts";
import { toOutcome } from "./send-outcome";
import type { Sending } from "./sending";
import { pauseByItself } from "./stop";

/** When so many in a row get no answer, it is Facebook's trouble: going on would leave everybody unknown. */
const unknownInARowMax = 10;

/** Sends one message, and keeps what came of it. */
export async function sendOne(sending: Sending, verdict: Wanted, departure: Departure): Promise<void> {
  const { broadcastId, graph, outcomes, arrivals, brake } = sending;
  const { ordinal, psid, content, messagingType, tag } = verdict;
  try {
    const { messageId } = await graph.sendMessage({
      psid,
      content: toGraphContent(content),
      messagingType,
      tag: tag ?? undefined,
      metadata: toMetadata({ broadcastId, ordinal }),
    });
    arrivals.accept(departure);
    outcomes.add({ ordinal, attempt: verdict.attempts + 1, state: "sent", messageId });
    await accept(sending);
  } catch (error) {
    const { outcome, hold, pauseReason } = toOutcome(verdict, error, sending);
    outcomes.add(outcome);
    await stop(sending, hold, pauseReason ?? findPauseReason(sending, outcome, error));
  }
  if (brake.holdMs !== null) await stop(sending, brake.holdMs, null);
}

async function accept(sending: Sending): Promise<void> {
  const { pageId, broadcastId, refusals, throttling } = sending;
  sending.unknownInARow = 0;
  const blocked = refusals.accept();
  try {
    await throttling.accept();
    await noteBlocked(pageId, blocked);
  } catch (failure) {
    // The message is sent all the same. The next hold is longer than it had to be, or they are asked about once more.
    log.warn(
      { broadcastId, error: String(failure) },
      "what a message told beside itself could not be written down",
    );
  }
}

/** What many outcomes together say: that the others would fare no better. */
function findPauseReason(sending: Sending, outcome: Outcome, error: unknown): string | null {
  sending.unknownInARow = outcome.state === "unknown" ? sending.unknownInARow + 1 : 0;
  if (sending.unknownInARow >= unknownInARowMax) return toWords(new Problem("broadcast-in-the-dark"));
  if (outcome.state !== "failed") return null;
  const problem = sending.refusals.refuse(outcome.ordinal, outcome.reason, toDetail(error));
  return problem && toWords(problem);
}

function toDetail(error: unknown): string {
  return error instanceof GraphError ? (error.userMessage ?? error.message) : String(error);
}

/** Nobody else is written to: for a while, or until a person has acted. */
async function stop(sending: Sending, hold: number | null, pauseReason: string | null): Promise<void> {
  const { pageId, broadcastId, throttling } = sending;
  if (hold === null && pauseReason === null) return;
  sending.isHeld = true;
  if (hold !== null) sending.goOnAfterMs = Math.max(sending.goOnAfterMs, hold);
  try {
    if (hold !== null) await holdSends(pageId, hold);
    await throttling.noteHeld();
    if (pauseReason !== null) await pauseByItself(pageId, broadcastId, pauseReason);
  } catch (failure) {
    // No further group starts here anyway, and the next run will be refused in the same words.
    log.warn({ broadcastId, error: String(failure) }, "a refusal could not be written down");
  }
}
