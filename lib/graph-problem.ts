import { GraphError, toContactTermsUrl } from "./graph/errors";
import type { PageId } from "./page-id";
import { Problem } from "./problem";

/** Trouble with the Graph in words for a person, with what to do next. Other errors are handed through. */
export function toGraphProblem(error: unknown, pageId: PageId): unknown {
  if (!(error instanceof GraphError)) return error;
  const cause = error;
  const detail = error.userMessage ?? error.message;
  switch (error.kind) {
    case "unreachable":
      return new Problem("graph-unreachable", { retryable: true, cause });
    case "no-answer":
      return new Problem("graph-outcome-unknown", { retryable: true, cause });
    case "temporary":
    case "protocol":
      return new Problem("graph-answer-unclear", { values: { detail }, retryable: true, cause });
    case "rate-limited":
      return new Problem("graph-busy", { retryable: true, cause });
    case "token":
      return new Problem("graph-token", { cause });
    case "permission":
      return new Problem("graph-permission", { values: { detail }, cause });
    case "terms":
      return new Problem("graph-terms", { values: { link: toContactTermsUrl(pageId) }, cause });
    case "page-restricted":
    case "window-closed":
    case "customer-blocked":
    case "customer-unavailable":
    case "phone-account":
    case "thread-controlled":
    case "missing":
    case "invalid":
      return new Problem("graph-refused", { values: { detail }, cause });
  }
}

/** Like `toGraphProblem`, of a job that only reads, and tries again what passes: there is no change to be in doubt of. */
export function toGraphReadProblem(error: GraphError, pageId: PageId): unknown {
  if (error.kind === "protocol")
    return new Problem("graph-read-unclear", { values: { detail: error.message }, cause: error });
  if (error.isRetryable && error.kind !== "rate-limited")
    return new Problem("graph-read-unanswered", { retryable: true, cause: error });
  return toGraphProblem(error, pageId);
}
