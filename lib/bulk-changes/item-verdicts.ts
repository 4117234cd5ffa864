import { graphErrorKinds, type GraphError, type GraphErrorKind } from "../graph/errors";
import type { BatchVerdict } from "../graph/batch";
import type { OwnLabelOutcome } from "../customers/own-label-change";
import type { StoredItemReason } from "./item-reason";
import type { EndedItem, WaitingItem } from "./items";

/** After so many tries without an answer nobody asks again. */
const attemptsMax = 5;
/** Whatever item says so says it of all: only a person can mend it. */
const pageKinds: readonly GraphErrorKind[] = ["token", "permission", "terms", "page-restricted"];

/** What is decided of an item without asking the Graph; null when it has to be asked. */
export function decideBefore(
  item: WaitingItem,
  undoOfId: string | null,
  describeLast: (item: WaitingItem) => string,
): Pick<EndedItem, "state" | "reason"> | null {
  if (item.psid === null) return { state: "failed", reason: "customer-gone" };
  if (item.labelId === null) return { state: "failed", reason: "label-gone" };
  if (item.labelsKnown !== true) return { state: "skipped", reason: "labels-unknown" };
  if (item.hasLabel === item.isAssign) {
    // Asked once already, before we were stopped: what is there now is our own change.
    return { state: item.attempts > 0 ? "done" : "unchanged", reason: null };
  }
  if (undoOfId !== null && item.lastJobId !== undoOfId)
    return { state: "skipped", reason: `changed-since:${describeLast(item)}` };
  return null;
}

export interface ItemVerdict {
  item: WaitingItem;
  ended: EndedItem;
  /** What became of the customer's labels on the Page, as far as we know. */
  outcome: OwnLabelOutcome;
}

export interface ChunkVerdicts {
  items: ItemVerdict[];
  /** Why the job has to wait before it goes on, or cannot go on without a person. */
  trouble: GraphError | null;
}

/** What the answers of one call mean for its items, and for the job. */
export function decideAfter(
  asked: readonly WaitingItem[],
  answers: readonly BatchVerdict<unknown>[],
): ChunkVerdicts {
  const errors = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  const ofPage = errors.filter(({ kind }) => pageKinds.includes(kind));
  const isPageTrouble = errors.length === asked.length && ofPage.length > 0;
  const items = asked.map((item, at): ItemVerdict => {
    const answer = answers[at];
    if (answer?.ok) return toVerdict(item, "done", null, "changed");
    const error = answer?.error;
    if (!error?.provesNothingDone) {
      const isLast = item.attempts + 1 >= attemptsMax;
      return toVerdict(item, isLast ? "unknown" : "pending", isLast ? "no-answer" : null, "unknown");
    }
    if (graphErrorKinds[error.kind].isRetryable) return toVerdict(item, "pending", null, "unchanged");
    if (isPageTrouble && pageKinds.includes(error.kind)) return toVerdict(item, "pending", null, "unchanged");
    // The platform may refuse what is so already: after a lost answer, that is as good as a yes, and is looked into.
    if (item.attempts > 0) return toVerdict(item, "unknown", "no-answer", "unknown");
    return toVerdict(item, "failed", toRefused(error), "unchanged");
  });
  const waits = errors.find((error) => graphErrorKinds[error.kind].isRetryable) ?? null;
  return { items, trouble: isPageTrouble ? (ofPage[0] ?? null) : waits };
}

function toVerdict(
  item: WaitingItem,
  state: EndedItem["state"],
  reason: StoredItemReason | null,
  outcome: OwnLabelOutcome,
): ItemVerdict {
  return { item, ended: { ordinal: item.ordinal, labelKey: item.labelKey, state, reason }, outcome };
}

function toRefused({ code, subcode, userMessage }: GraphError): StoredItemReason {
  const number = [code, subcode].filter((part) => part !== null).join("/");
  return `refused:${[number, userMessage].filter(Boolean).join(", ")}`;
}
