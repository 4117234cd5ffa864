"use client";

import { createContext, use, useEffect, useMemo, useRef, type ReactNode } from "react";
import type { DraftPredicate, DraftProblem } from "@/lib/domain/predicate-draft";
import type { DraftEdit } from "@/lib/domain/predicate-edit";
import { findBlock, type Block } from "./block";
import type { BlockNumbers } from "./block-numbers";
import type { LabelBook } from "./label-book";
import type { BlockVerdict } from "./use-explanation";
import type { PredicateEditor } from "./use-predicate-editor";

/** What the rows of the tree are read from. */
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

export type BlockChange = (draft: DraftPredicate, block: Block) => DraftEdit;

/** What a row can have done, by the block's id: it stays the same for as long as the editor is there. */
export type BlockDeeds = Pick<PredicateEditor, "activate" | "pick"> & {
  /** Does nothing when the block is gone meanwhile. */
  editBlock: (blockId: string, change: BlockChange) => void;
};

const EditorContext = createContext<EditorView | null>(null);
const DeedsContext = createContext<BlockDeeds | null>(null);

/** Gives the tree its view and its deeds, apart from each other: a row that only has deeds is not drawn again. */
export function EditorProvider({ view, children }: { view: EditorView; children: ReactNode }) {
  const { activate, pick, edit } = view.editor;
  const root = useRef(view.editor.root);
  useEffect(() => {
    root.current = view.editor.root;
  });
  const deeds = useMemo<BlockDeeds>(
    () => ({
      activate,
      pick,
      editBlock: (blockId, change) => {
        const block = findBlock(root.current, blockId);
        if (block !== undefined) edit((draft) => change(draft, block));
      },
    }),
    [activate, pick, edit],
  );
  return (
    <EditorContext value={view}>
      <DeedsContext value={deeds}>{children}</DeedsContext>
    </EditorContext>
  );
}

export function useBlockDeeds(): BlockDeeds {
  const deeds = use(DeedsContext);
  if (deeds === null) throw new Error("useBlockDeeds is for parts of the predicate editor");
  return deeds;
}

export function useEditorView(): EditorView {
  const view = use(EditorContext);
  if (view === null) throw new Error("useEditorView is for parts of the predicate editor");
  return view;
}
