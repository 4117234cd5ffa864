"use client";

import { useEffect, useRef, useState } from "react";
import { usePredicateDraft } from "@/components/predicate/use-predicate-draft";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { saveBroadcastAction } from "@/lib/broadcasts/actions";
import { ratePerSecondDefault, type BroadcastRow } from "@/lib/broadcasts/schema";
import type { Predicate } from "@/lib/domain/predicate";
import { paths } from "@/lib/paths";
import type { SegmentRow } from "@/lib/segments/schema";

export type BroadcastStart = {
  broadcast: BroadcastRow | null;
  segment: SegmentRow | null;
  predicate: Predicate | null;
};

const autosaveAfterMs = 900;

/**
 * A broadcast being written. It is saved by itself a moment after the last change, as soon as it has a name and an
 * audience that can be counted: nobody loses a text.
 */
export function useBroadcastDraft(start: BroadcastStart) {
  const { pageId } = usePageSession();
  const [id, setId] = useState(start.broadcast?.id);
  const [name, setName] = useState(start.broadcast?.name ?? "");
  const [text, setText] = useState(start.broadcast?.text ?? "");
  const [ratePerSecond, setRate] = useState(start.broadcast?.ratePerSecond ?? ratePerSecondDefault);
  const [segmentId, setSegmentId] = useState(start.broadcast?.segmentId ?? start.segment?.id ?? null);
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const audience = usePredicateDraft(
    start.broadcast?.predicate ?? start.segment?.predicate ?? start.predicate,
  );

  const [way, setWay] = useState<"segment" | "own">(segmentId === null ? "own" : "segment");
  const isChosen = way === "own" || segmentId !== null;
  const predicate = isChosen && audience.verdict.ok ? audience.verdict.predicate : null;
  const content = JSON.stringify({ name, text, predicate, segmentId, ratePerSecond });
  const [savedContent, setSavedContent] = useState(start.broadcast === null ? null : content);
  const save = useAction(saveBroadcastAction, {
    onDone: (saved) => {
      setRefusal(null);
      setId(saved.id);
      // The address becomes the draft's own without a new view, so that reloading finds it again.
      if (id === undefined) window.history.replaceState(null, "", paths.broadcast(pageId, saved.id));
    },
    onRefused: (next) => {
      setRefusal(next);
      return true;
    },
    refreshes: { pageId, topics: ["broadcasts"] },
  });

  /** One save at a time, so that a new draft is created once; what changed meanwhile is saved after it. */
  const store = async (): Promise<string | null> => {
    const saved = await save
      .mutateAsync({ pageId, id, name, text, predicate, segmentId, ratePerSecond })
      .catch(() => null);
    if (saved === null) return null;
    setSavedContent(content);
    return saved.id;
  };
  const isSaved = content === savedContent;
  const canSave = name.trim() !== "" && predicate !== null;
  const latest = useRef(store);
  useEffect(() => {
    latest.current = store;
  });
  const isRefused = refusal !== null;
  useEffect(() => {
    if (isSaved || !canSave || save.isPending || isRefused) return;
    const timer = setTimeout(() => void latest.current(), autosaveAfterMs);
    return () => clearTimeout(timer);
  }, [content, isSaved, canSave, save.isPending, isRefused]);

  /** Any change answers a refusal: the next save will tell. */
  const changing =
    <Value>(set: (value: Value) => void) =>
    (value: Value) => {
      setRefusal(null);
      set(value);
    };
  return {
    id,
    name,
    setName: changing(setName),
    text,
    setText: changing(setText),
    ratePerSecond,
    setRate: changing(setRate),
    segmentId,
    setSegmentId: changing(setSegmentId),
    /** Whether the audience is a saved segment or made on the spot. */
    way,
    setWay: changing(setWay),
    isChosen,
    audience,
    predicate,
    refusal,
    isSaved,
    isSaving: save.isPending,
    canSave,
    /** @returns the draft's id, or null when it was refused: the refusal is shown at its field */
    store,
  };
}

export type BroadcastDraft = ReturnType<typeof useBroadcastDraft>;
