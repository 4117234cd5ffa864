import type { DraftPredicate } from "./predicate-draft";
import type { DraftEdit } from "./predicate-edit";

/** Undo and redo for the editor. Drafts share most of their nodes, so keeping many is cheap. */
export type DraftHistory = { past: DraftEdit[]; present: DraftEdit; future: DraftEdit[] };

export type DraftHistoryAction =
  | { type: "edit"; edit: DraftEdit }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "reset"; draft: DraftPredicate };

/** Steps that can be undone; older ones are forgotten. */
const historyStepsMax = 200;

export function createHistory(draft: DraftPredicate): DraftHistory {
  return { past: [], present: { draft, focusId: draft.root.id }, future: [] };
}

/** A reducer for `useReducer`. Undo brings back the focus of that moment as well; an edit without effect is no step. */
export function reduceHistory(history: DraftHistory, action: DraftHistoryAction): DraftHistory {
  const { past, present, future } = history;
  switch (action.type) {
    case "edit":
      if (action.edit.draft === present.draft) return { past, present: action.edit, future };
      return { past: [...past, present].slice(-historyStepsMax), present: action.edit, future: [] };
    case "undo": {
      const previous = past.at(-1);
      if (previous === undefined) return history;
      return { past: past.slice(0, -1), present: previous, future: [present, ...future] };
    }
    case "redo": {
      const [next, ...later] = future;
      if (next === undefined) return history;
      return { past: [...past, present], present: next, future: later };
    }
    case "reset":
      return createHistory(action.draft);
  }
}
