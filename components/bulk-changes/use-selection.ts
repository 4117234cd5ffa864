"use client";

import { useState } from "react";
import { selectedMax, type Selection } from "@/lib/bulk-changes/schema";
import type { CustomerView } from "@/lib/customers/schema";

type Chosen =
  | { kind: "some"; ordinals: ReadonlySet<number> }
  /** Everyone that the view shows, but for these. It belongs to the view in which it was made. */
  | { kind: "all"; except: ReadonlySet<number>; view: string };

const nobody: Chosen = { kind: "some", ordinals: new Set() };

/** What a view shows, as far as it decides who is in it. */
export type SelectableView = Pick<CustomerView, "search" | "filter" | "window" | "lastMessage">;

export type CustomerSelectionState = {
  has: (ordinal: number) => boolean;
  toggle: (ordinals: readonly number[], isChosen: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
  /** How many are chosen, of a view with so many. */
  count: (total: number) => number;
  isAll: boolean;
  isFull: boolean;
  selection: Selection | null;
};

/** Who is chosen. It lives as long as the view of customers, however that is scrolled or read again. */
export function useSelection(view: SelectableView): CustomerSelectionState {
  const [kept, setKept] = useState<Chosen>(nobody);
  const key = JSON.stringify([view.search, view.filter, view.window, view.lastMessage]);
  // "All that match" of another view would be other people.
  const chosen = kept.kind === "all" && kept.view !== key ? nobody : kept;
  const isAll = chosen.kind === "all";
  const marked = isAll ? chosen.except : chosen.ordinals;
  const toggle = (ordinals: readonly number[], isChosen: boolean) => {
    const next = new Set(marked);
    for (const ordinal of ordinals) {
      if (isChosen === isAll) next.delete(ordinal);
      else if (next.size < selectedMax) next.add(ordinal);
    }
    setKept(isAll ? { ...chosen, except: next } : { kind: "some", ordinals: next });
  };
  return {
    has: (ordinal) => marked.has(ordinal) !== isAll,
    toggle,
    chooseAll: () => setKept({ kind: "all", except: new Set(), view: key }),
    clear: () => setKept(nobody),
    count: (total) => (isAll ? Math.max(0, total - marked.size) : marked.size),
    isAll,
    isFull: marked.size >= selectedMax,
    selection: toSelection(chosen, view),
  };
}

function toSelection(
  chosen: Chosen,
  { search, filter, window, lastMessage }: SelectableView,
): Selection | null {
  if (chosen.kind === "all")
    return { kind: "all", search, filter, window, lastMessage, except: [...chosen.except] };
  return chosen.ordinals.size === 0 ? null : { kind: "some", ordinals: [...chosen.ordinals] };
}
