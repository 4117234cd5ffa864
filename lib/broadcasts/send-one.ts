import { log } from "../log";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import type { Departure } from "./arrivals";
import { toMetadata } from "./delivery-mark";
import { toGraphContent } from "./graph-content";
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
  const { broadcastId, pageId, graph, outcomes, arrivals, throttling } = sending;
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
    sending.unknownInARow = 0;
    await throttling.accept().catch(() => undefined); // Then the next hold is longer than it had to be.
  } catch (error) {
    const { outcome, hold, pauseReason: refusal } = toOutcome(verdict, error, sending);
    outcomes.add(outcome);
    sending.unknownInARow = outcome.state === "unknown" ? sending.unknownInARow + 1 : 0;
    const isInTheDark = sending.unknownInARow >= unknownInARowMax;
    const pauseReason = refusal ?? (isInTheDark ? toWords(new Problem("broadcast-in-the-dark")) : null);
    if (hold !== null || pauseReason !== null) sending.isHeld = true;
    if (hold !== null) sending.goOnAfterMs = Math.max(sending.goOnAfterMs, hold);
    try {
      if (outcome.state === "failed" && outcome.reason === "blocked") await noteBlocked(pageId, ordinal);
      if (hold !== null) await holdSends(pageId, hold);
      await throttling.noteHeld();
      if (pauseReason !== null) await pauseByItself(pageId, broadcastId, pauseReason);
    } catch (failure) {
      // No further group starts here anyway, and the next run will be refused in the same words.
      log.warn({ broadcastId, error: String(failure) }, "a refusal could not be written down");
    }
  }
}
