"use client";

import { useMemo } from "react";
import type { Predicate } from "@/lib/domain/predicate";
import { toPredicate, type DraftVerdict } from "@/lib/domain/predicate-draft";
import { useLabelBook, type LabelBook } from "./label-book";
import { unmuteAll, useLiveCounts, type LiveCounts } from "./use-live-counts";
import { usePredicateEditor, type PredicateEditor } from "./use-predicate-editor";

/** A predicate being edited, with its labels, its counts, and whether it may be used as it is. */
export type PredicateDraftState = {
  editor: PredicateEditor;
  book: LabelBook;
  live: LiveCounts;
  /** The same with every muted block taking part: what the muted rows show. */
  unmuted: LiveCounts;
  verdict: DraftVerdict;
};

export function usePredicateDraft(start: Predicate | null): PredicateDraftState {
  const editor = usePredicateEditor(start);
  const book = useLabelBook();
  const { draft } = editor;
  const unmutedDraft = useMemo(() => unmuteAll(draft), [draft]);
  const live = useLiveCounts(draft, book.ids);
  const unmuted = useLiveCounts(unmutedDraft, book.ids);
  const verdict = useMemo(() => toPredicate(draft, book.ids), [draft, book.ids]);
  return { editor, book, live, unmuted, verdict };
}
