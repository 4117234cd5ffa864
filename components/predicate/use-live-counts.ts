"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { usePageSession } from "@/components/shell/page-session";
import { listLabelIds, type Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";
import {
  listDraftOperands,
  toCountable,
  type DraftNode,
  type DraftPredicate,
} from "@/lib/domain/predicate-draft";
import { countsQuery } from "@/lib/segments/queries";
import type { Counts } from "@/lib/segments/schema";
import { toBlockNumbers, type BlockNumbers } from "./block-numbers";

export type LiveCounts = {
  /** The draft without what is muted or empty; null when nothing is left. */
  predicate: Predicate | null;
  /** The same, once all its labels are known to be the Page's: what is counted. */
  counted: Predicate | null;
  /** Whose counts these are: what else there is to ask of a predicate is asked of this one, after its numbers. */
  settled: Predicate | null;
  /** The newest answer, which may be to the predicate before this one: see `isCounting`. */
  counts: Counts | null;
  numbers: ReadonlyMap<string, BlockNumbers>;
  isCounting: boolean;
  error: Error | null;
  retry: () => void;
};

type Settled = {
  code: string;
  predicate: Predicate;
  counts: Counts;
  numbers: ReadonlyMap<string, BlockNumbers>;
};

const noNumbers: ReadonlyMap<string, BlockNumbers> = new Map();

/**
 * Counts every node of the draft as it is edited. The numbers before stay until the new ones are here, by node, so
 * nothing flickers; since the predicate is the query's key, a late answer can never take a newer one's place. Without a
 * draft nothing is counted.
 */
export function useLiveCounts(
  draft: DraftPredicate | null,
  knownLabelIds: ReadonlySet<string> | undefined,
): LiveCounts {
  const { pageId } = usePageSession();
  const whole = useMemo(() => (draft === null ? null : toCountable(draft)), [draft]);
  // A label that is not on the Page has no people, and leaving it out would count other people than are meant.
  const isStranger = (labelId: string) => knownLabelIds !== undefined && !knownLabelIds.has(labelId);
  const countable = whole === null || listLabelIds(whole.predicate).some(isStranger) ? null : whole;
  const code = countable === null ? "" : encodePredicate(countable.predicate);
  const query = useQuery(
    countable === null
      ? { queryKey: ["page", pageId, "audience", "counts", "nothing"] as const, queryFn: skipToken }
      : countsQuery(pageId, countable.predicate),
  );
  const answer = countable === null || query.isPlaceholderData ? undefined : query.data;
  const numbers = useMemo(
    () =>
      countable === null || answer === undefined
        ? null
        : toBlockNumbers(countable.predicate, countable.nodeIds, answer.nodes, answer.everyone),
    [countable, answer],
  );

  // Kept apart from the query: its own placeholder does not know to which nodes its numbers belong.
  const [settled, setSettled] = useState<Settled | null>(null);
  const isNews = answer !== undefined && numbers !== null && numbers !== settled?.numbers;
  if (isNews && countable !== null) {
    setSettled({ code, predicate: countable.predicate, counts: answer, numbers });
  }

  return {
    predicate: whole?.predicate ?? null,
    counted: countable?.predicate ?? null,
    settled: countable === null ? null : (settled?.predicate ?? null),
    counts: countable === null ? null : (settled?.counts ?? null),
    numbers: countable === null ? noNumbers : (settled?.numbers ?? noNumbers),
    isCounting: countable !== null && settled?.code !== code,
    error: countable !== null && answer === undefined ? query.error : null,
    retry: () => void query.refetch(),
  };
}

/** The draft as it would be if no block were muted: counted beside it, it tells what the muted ones would do. Null when none is. */
export function unmuteAll(draft: DraftPredicate): DraftPredicate | null {
  return hasMuted(draft.root) ? { ...draft, root: unmute(draft.root) } : null;
}

function hasMuted(node: DraftNode): boolean {
  return node.muted === true || listDraftOperands(node).some(hasMuted);
}

function unmute(node: DraftNode): DraftNode {
  switch (node.op) {
    case "LABEL":
      return { id: node.id, op: "LABEL", labelId: node.labelId };
    case "NOT":
      return { id: node.id, op: "NOT", operand: unmute(node.operand) };
    case "AND":
    case "OR":
      return { id: node.id, op: node.op, operands: node.operands.map(unmute) };
  }
}
