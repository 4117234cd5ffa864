"use client";

import { useEffect, useRef, useState } from "react";
import { useForgetKept } from "@/components/shell/kept-draft";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { saveBroadcastAction } from "@/lib/broadcasts/actions";
import type { Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";
import { paths } from "@/lib/paths";
import type { BroadcastFields, BroadcastStart } from "./draft-fields";

const autosaveAfterMs = 900;

/** One save at a time, so that a new draft is created once; what changed meanwhile is saved after it. */
export function useDraftSaving(
  start: BroadcastStart,
  { isLabelChosen: _, ...fields }: BroadcastFields,
  predicate: Predicate | null | undefined,
) {
  const { broadcast: stored } = start;
  const { pageId } = usePageSession();
  const content = JSON.stringify({ ...fields, predicate });
  const [id, setId] = useState(stored?.id);
  const [basedOn, setBasedOn] = useState(stored?.updatedAt);
  const [savedContent, setSavedContent] = useState(stored === null ? null : content);
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const keptName = toKeptName(id, start);
  const forgetKept = useForgetKept(keptName);
  const save = useAction(saveBroadcastAction, {
    onDone: (saved) => {
      forgetKept();
      setRefusal(null);
      setId(saved.id);
      setBasedOn(saved.updatedAt);
      // The address becomes the draft's own without a new view, so that reloading finds it again; unless it was left.
      const isStillHere = window.location.pathname === paths.newBroadcast(pageId);
      if (id === undefined && isStillHere)
        window.history.replaceState(null, "", paths.broadcast(pageId, saved.id));
    },
    onRefused: (next) => {
      setRefusal(next);
      return true;
    },
    refreshes: { pageId, topics: ["broadcasts"] },
  });
  const store = async (): Promise<string | null> => {
    const asked = { pageId, id, ...fields, predicate, basedOn };
    const saved = await save.mutateAsync(asked).catch(() => null);
    if (saved !== null) setSavedContent(content);
    return saved?.id ?? null;
  };
  const isSaved = content === savedContent;
  const canSave = fields.name.trim() !== "" && predicate !== undefined;
  useAutosave(store, content, !isSaved && canSave && !save.isPending && refusal === null);
  return {
    id,
    keptName,
    basedOn,
    setBasedOn,
    refusal,
    forgive: () => setRefusal(null),
    isSaved,
    isSaving: save.isPending,
    canSave,
    /** @returns the draft's id, or null when it was refused: the refusal is shown at its field */
    store,
  };
}

/** A link that says whom to write to has its own draft: what was begun for others must not take its place. */
function toKeptName(id: string | undefined, { segment, predicate }: BroadcastStart): string {
  if (id !== undefined) return `broadcast:${id}`;
  if (segment !== null) return `broadcast:new:segment:${segment.id}`;
  return predicate === null ? "broadcast:new" : `broadcast:new:${encodePredicate(predicate)}`;
}

/** Saves a moment after the last change; each change of the content starts the moment anew. */
function useAutosave(store: () => Promise<unknown>, content: string, isNeeded: boolean): void {
  const latest = useRef(store);
  useEffect(() => {
    latest.current = store;
  });
  useEffect(() => {
    if (!isNeeded) return;
    const timer = setTimeout(() => void latest.current(), autosaveAfterMs);
    return () => clearTimeout(timer);
  }, [content, isNeeded]);
}
