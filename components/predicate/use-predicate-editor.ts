"use client";

import { useMemo, useReducer } from "react";
import type { Predicate } from "@/lib/domain/predicate";
import { createDraft, toDraft, type DraftPredicate } from "@/lib/domain/predicate-draft";
import { replaceDraft, type DraftEdit } from "@/lib/domain/predicate-edit";
import { createHistory, reduceHistory, type DraftHistory } from "@/lib/domain/predicate-history";
import { findBlockOfNode, toBlocks, type Block } from "./block";

/** Where the label picker is open: at a row, to change it, to add behind it, or to add into it. */
export type PickingMode = "change" | "after" | "into";
type Picking = { blockId: string; mode: PickingMode } | null;

export type PredicateEditor = {
  draft: DraftPredicate;
  root: Block;
  /** The row that the keys act on: the one row of the tree that Tab reaches. */
  active: Block;
  /** Grows with each change that should move the focus to the active row. */
  focusTick: number;
  picking: Picking;
  canUndo: boolean;
  canRedo: boolean;
  edit: (change: (draft: DraftPredicate) => DraftEdit) => void;
  replace: (predicate: Predicate) => void;
  reset: (predicate: Predicate | null) => void;
  /** Goes on with a draft that was kept, finished or not. */
  restore: (draft: DraftPredicate) => void;
  undo: () => void;
  redo: () => void;
  activate: (blockId: string, moveFocus?: boolean) => void;
  pick: (picking: Picking) => void;
};

type State = { history: DraftHistory; activeId: string; focusTick: number; picking: Picking };

type Action =
  | { type: "edit"; change: (draft: DraftPredicate) => DraftEdit; moveFocus: boolean }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "reset"; draft: DraftPredicate }
  | { type: "activate"; blockId: string; moveFocus: boolean }
  | { type: "pick"; picking: Picking };

/** The editor's state: the draft with its history, and where in the tree you are. */
export function usePredicateEditor(start: Predicate | null): PredicateEditor {
  const [state, dispatch] = useReducer(reduce, start, (first) => begin(toStart(first)));
  const { draft } = state.history.present;
  const root = useMemo(() => toBlocks(draft), [draft]);
  const deeds = useMemo(
    () => ({
      edit: (change: (draft: DraftPredicate) => DraftEdit) =>
        dispatch({ type: "edit", change, moveFocus: true }),
      replace: (predicate: Predicate) =>
        dispatch({ type: "edit", change: (old) => replaceDraft(old, predicate), moveFocus: false }),
      reset: (predicate: Predicate | null) => dispatch({ type: "reset", draft: toStart(predicate) }),
      restore: (draft: DraftPredicate) => dispatch({ type: "reset", draft }),
      undo: () => dispatch({ type: "undo" }),
      redo: () => dispatch({ type: "redo" }),
      activate: (blockId: string, moveFocus = false) => dispatch({ type: "activate", blockId, moveFocus }),
      pick: (picking: Picking) => dispatch({ type: "pick", picking }),
    }),
    [],
  );
  return useMemo(
    () => ({
      draft,
      root,
      active: findBlockOfNode(root, state.activeId) ?? root,
      focusTick: state.focusTick,
      picking: state.picking,
      canUndo: state.history.past.length > 0,
      canRedo: state.history.future.length > 0,
      ...deeds,
    }),
    [draft, root, state, deeds],
  );
}

function toStart(predicate: Predicate | null): DraftPredicate {
  return predicate === null ? createDraft("AND") : toDraft(predicate);
}

function begin(draft: DraftPredicate): State {
  return { history: createHistory(draft), activeId: draft.root.id, focusTick: 0, picking: null };
}

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "edit": {
      const edit = action.change(state.history.present.draft);
      const history = reduceHistory(state.history, { type: "edit", edit });
      return settle(history, action.moveFocus ? state.focusTick + 1 : state.focusTick);
    }
    case "undo":
    case "redo":
      return settle(reduceHistory(state.history, action), state.focusTick + 1);
    case "reset":
      return { ...begin(action.draft), focusTick: state.focusTick };
    case "activate":
      return {
        ...state,
        activeId: action.blockId,
        focusTick: action.moveFocus ? state.focusTick + 1 : state.focusTick,
      };
    case "pick":
      return { ...state, picking: action.picking };
  }
}

function settle(history: DraftHistory, focusTick: number): State {
  return { history, activeId: history.present.focusId, focusTick, picking: null };
}
