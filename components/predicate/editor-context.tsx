"use client";

import { createContext, use } from "react";
import type { DraftPredicate, DraftProblem } from "@/lib/domain/predicate-draft";
import type { BlockNumbers } from "./block-numbers";
import type { LabelBook } from "./label-book";
import type { BlockVerdict } from "./use-explanation";
import type { PredicateEditor } from "./use-predicate-editor";

/** What every row of the tree needs. */
export type EditorView = {
  editor: PredicateEditor;
  book: LabelBook;
  everyone: number;
  /** Numbers of what counts. */
  numbers: ReadonlyMap<string, BlockNumbers>;
  /** Numbers as if nothing were muted: for the muted rows. */
  unmutedNumbers: ReadonlyMap<string, BlockNumbers>;
  /** People gained (or lost, when negative) by leaving the muted block out; null when it is not one block, or not yet counted. */
  muteGain: number | null;
  problemsByBlock: ReadonlyMap<string, DraftProblem>;
  /** What each block says of the person who is being explained; empty when nobody is. */
  verdicts: ReadonlyMap<string, BlockVerdict>;
  /** Counts another draft than the one that is edited: what a held block would make of it; null counts that again. */
  onPreview: (draft: DraftPredicate | null) => void;
  isReadOnly: boolean;
};

export const EditorContext = createContext<EditorView | null>(null);

export function useEditorView(): EditorView {
  const view = use(EditorContext);
  if (view === null) throw new Error("useEditorView is for parts of the predicate editor");
  return view;
}
