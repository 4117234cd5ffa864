import { GraphError } from "../graph/errors";
import { toGraphProblem } from "../graph-problem";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import type { DeliveryReason, StoredReason } from "./delivery-reason";
import type { Outcome } from "./ledger";
import { holdsMax, type ThrottledLine, type Throttling } from "./throttling";

interface Attempt extends ThrottledLine {
  /** Earlier ones. */
  attempts: number;
}

interface SendFailure {
  outcome: Outcome;
  /** When set, nobody of this Page is written to for so many milliseconds. */
  hold: number | null;
  /** When set, the broadcast pauses until a person has acted, for this reason. */
  pauseReason: string | null;
}

/**
 * What a failed send means for its line, and for the others. Only an answer that proves that nothing was sent lets
 * the line be tried again; whatever leaves a doubt is unknown, and stays so until there is evidence.
 */
export function toOutcome(
  line: Attempt,
  error: unknown,
  { pageId, throttling }: { pageId: PageId; throttling: Throttling },
): SendFailure {
  const tried = { ordinal: line.ordinal, attempt: line.attempts + 1 };
  const failure = (outcome: Outcome): SendFailure => ({ outcome, hold: null, pauseReason: null });
  if (!(error instanceof GraphError)) return failure({ ...tried, state: "unknown", reason: "no-answer" });
  const reason = toReason(error);
  switch (error.sendConsequence) {
    case "retry": {
      // No connection holds the Page as a throttle of it does: longer each time in a row, and not without end.
      const throttle = throttling.judge(line, error);
      if (throttle.of === "page") {
        const pauseReason = throttle.isHopeless ? toWords(hopeless(error)) : null;
        return { ...tryAgain(tried, reason, throttle.waitMs, throttle.isByLine), pauseReason };
      }
      if (throttle.of === "line-over") return failure({ ...tried, state: "failed", reason: "put-off" });
      return failure({ ...tried, state: "pending", reason, retryAfterMs: throttle.waitMs, isAlone: true });
    }
    case "unknown":
      return failure({ ...tried, state: "unknown", reason });
    case "skip":
    case "fail":
      return failure({ ...tried, state: "failed", reason });
    case "pause": {
      const pauseReason = toPauseWords(error, pageId);
      return { outcome: { ...tried, state: "pending", reason, retryAfterMs: 0 }, hold: null, pauseReason };
    }
  }
}

function hopeless({ kind }: GraphError): Problem {
  if (kind === "unreachable")
    return new Problem("broadcast-unreachable-long", { values: { times: holdsMax } });
  return new Problem("broadcast-throttled-long", { values: { times: holdsMax } });
}

/** Later, and until then nobody else of the Page is written to either. */
function tryAgain(
  tried: { ordinal: number; attempt: number },
  reason: StoredReason,
  waitMs: number,
  isAlone = false,
): SendFailure {
  const outcome = { ...tried, state: "pending", reason, retryAfterMs: waitMs, isAlone } as const;
  return { outcome, hold: waitMs, pauseReason: null };
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

/** Why a message did not go out, or why nobody knows, as it is written down. */
export function toReason(error: GraphError): StoredReason {
  switch (error.sendConsequence) {
    case "retry":
      return error.kind === "rate-limited" ? "throttled" : "unreachable";
    case "unknown":
      return "no-answer";
    case "pause":
      return "refused";
    case "skip":
    case "fail":
      if (error.kind === "window-closed") return "window-closed";
      // The only one that keeps a customer out of what is sent later: nothing else says that they want no more.
      if (error.kind === "customer-blocked") return "blocked";
      return unavailableReasons[`${error.code}/${error.subcode}`] ?? toRefused(error);
  }
}

function toRefused({ code, subcode }: GraphError): StoredReason {
  return `refused:${code ?? "?"}${subcode === null ? "" : `/${subcode}`}`;
}

/** What a person has to do before anybody can be written to. */
export function toPauseWords(error: GraphError, pageId: PageId): string {
  const problem = toGraphProblem(error, pageId);
  return problem instanceof Problem ? toWords(problem) : error.message;
}
