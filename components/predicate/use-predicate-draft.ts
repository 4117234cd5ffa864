"use client";

import { useMemo, useState } from "react";
import type { Predicate } from "@/lib/domain/predicate";
import { toPredicate, type DraftPredicate, type DraftVerdict } from "@/lib/domain/predicate-draft";
import { useLabelBook, type LabelBook } from "./label-book";
import { unmuteAll, useLiveCounts, type LiveCounts } from "./use-live-counts";
import { usePredicateEditor, type PredicateEditor } from "./use-predicate-editor";

/** A predicate being edited, with its labels, its counts, and whether it may be used as it is. */
export type PredicateDraftState = {
  editor: PredicateEditor;
  book: LabelBook;
  live: LiveCounts;
  /** The same with every muted block taking part: what the muted rows show. Nothing is counted while none is muted. */
  unmuted: LiveCounts;
  verdict: DraftVerdict;
  /** Whether the counts are those of another draft: see `preview`. */
  isPreviewing: boolean;
  /** Counts another draft while a block is held over its place. */
  preview: (draft: DraftPredicate | null) => void;
};

export function usePredicateDraft(start: Predicate | null): PredicateDraftState {
  const editor = usePredicateEditor(start);
  const book = useLabelBook();
  const [previewed, preview] = useState<DraftPredicate | null>(null);
  const { draft } = editor;
  const counted = previewed ?? draft;
  const unmutedDraft = useMemo(() => unmuteAll(counted), [counted]);
  const live = useLiveCounts(counted, book.ids);
  const unmuted = useLiveCounts(unmutedDraft, book.ids);
  const verdict = useMemo(() => toPredicate(draft, book.ids), [draft, book.ids]);
  return { editor, book, live, unmuted, verdict, isPreviewing: previewed !== null, preview };
}
