import { GraphError } from "../graph/errors";
import { toGraphProblem } from "../graph-problem";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import type { DeliveryReason, StoredReason } from "./delivery-reason";
import type { Outcome } from "./ledger";

interface Attempt {
  ordinal: number;
  /** Earlier ones: each makes the next wait twice as long, when Facebook does not say how long. */
  attempts: number;
}

interface SendFailure {
  outcome: Outcome;
  /** When set, nobody of this Page is written to for so many milliseconds. */
  hold: number | null;
  /** When set, the broadcast pauses until a person has acted, for this reason. */
  pauseReason: string | null;
}

const retryAfterMs = 5_000;
const throttledMinMs = 2_000;
const throttledMaxMs = 5 * 60_000;

/**
 * What a failed send means for its line, and for the others. Only an answer that proves that nothing was sent lets
 * the line be tried again; whatever leaves a doubt is unknown, and stays so until there is evidence.
 */
export function toOutcome({ ordinal, attempts }: Attempt, error: unknown, pageId: PageId): SendFailure {
  const attempt = attempts + 1;
  const failure = (outcome: Outcome): SendFailure => ({ outcome, hold: null, pauseReason: null });
  if (!(error instanceof GraphError))
    return failure({ ordinal, attempt, state: "unknown", reason: "no-answer" });
  switch (error.sendConsequence) {
    case "retry": {
      const isThrottled = error.kind === "rate-limited";
      const waitMs = isThrottled
        ? (error.regainAccessMs ?? Math.min(throttledMaxMs, throttledMinMs * 2 ** attempts))
        : retryAfterMs;
      const reason = isThrottled ? "throttled" : "unreachable";
      return {
        outcome: { ordinal, attempt, state: "pending", reason, retryAfterMs: waitMs },
        hold: waitMs,
        pauseReason: null,
      };
    }
    case "unknown":
      return failure({ ordinal, attempt, state: "unknown", reason: "no-answer" });
    case "skip":
      return failure({ ordinal, attempt, state: "failed", reason: toReason(error) });
    case "fail":
      return failure({ ordinal, attempt, state: "failed", reason: refused(error) });
    case "pause":
      return {
        outcome: { ordinal, attempt, state: "pending", reason: "refused", retryAfterMs: 0 },
        hold: null,
        pauseReason: toPauseWords(error, pageId),
      };
  }
}

/** By code and subcode, as in `graphErrorCodes`. Source: Messenger "Error codes" (Jun 2026). */
const unavailableReasons: Record<string, DeliveryReason> = {
  "4/2018354": "too-soon",
  "10/2018108": "not-now",
  "10/1404170": "notifications-stopped",
  "10/1893015": "notifications-stopped",
  "100/2018001": "unknown-to-facebook",
  "613/2018338": "tag-overused",
  "613/1893016": "asked-too-often",
};

function toReason(error: GraphError): StoredReason {
  if (error.kind === "window-closed") return "window-closed";
  // The only one that keeps a customer out of what is sent later: nothing else says that they want no more.
  if (error.kind === "customer-blocked") return "blocked";
  return unavailableReasons[`${error.code}/${error.subcode}`] ?? refused(error);
}

function refused(error: GraphError): StoredReason {
  return `refused:${error.code ?? "?"}${error.subcode === null ? "" : `/${error.subcode}`}`;
}

function toPauseWords(error: GraphError, pageId: PageId): string {
  const problem = toGraphProblem(error, pageId);
  return problem instanceof Problem ? toWords(problem) : error.message;
}
