"use client";

import { useEffect, useRef, useState } from "react";
import * as z from "zod";
import { draftPredicateSchema } from "@/components/predicate/draft-schema";
import { usePredicateDraft } from "@/components/predicate/use-predicate-draft";
import { useForgetKept, useKeptDraft } from "@/components/shell/kept-draft";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { saveBroadcastAction } from "@/lib/broadcasts/actions";
import { ratePerSecondDefault, type BroadcastRow } from "@/lib/broadcasts/schema";
import type { Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";
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
  const [fields, setFields] = useState(() => toFields(start));
  const audience = usePredicateDraft(
    start.broadcast?.predicate ?? start.segment?.predicate ?? start.predicate,
  );
  const isChosen = fields.way === "own" || fields.segmentId !== null;
  const predicate = isChosen && audience.verdict.ok ? audience.verdict.predicate : null;
  const saving = useSaving(start, fields, predicate);
  const [hasBack, setHasBack] = useState(false);
  const isTouched = hasBack || fields.name !== "" || fields.text !== "" || audience.editor.canUndo;
  useKeptDraft<KeptBroadcast>({
    name: saving.keptName,
    schema: keptBroadcastSchema,
    value: { ...fields, draft: audience.editor.draft, basedOn: saving.basedOn ?? null },
    isWorthKeeping: !saving.isSaved && isTouched,
    onRestore: ({ draft, basedOn, ...old }) => {
      setHasBack(true);
      setFields(old);
      audience.editor.restore(draft);
      if (basedOn !== null) saving.setBasedOn(basedOn);
    },
  });
  if (hasBack && saving.isSaved) setHasBack(false);
  const discard = () => {
    setHasBack(false);
    setFields(toFields(start));
    audience.editor.reset(start.broadcast?.predicate ?? start.segment?.predicate ?? start.predicate);
    saving.setBasedOn(start.broadcast?.updatedAt);
    saving.forgive();
  };
  return {
    ...fields,
    /** Unsaved work from an earlier visit is on the screen again. */
    hasBack,
    discard,
    /** Any change answers a refusal: the next save will tell. */
    change: (changed: Partial<BroadcastFields>) => {
      saving.forgive();
      setFields((old) => ({ ...old, ...changed }));
    },
    audience,
    /** False while "a saved segment" is chosen and none is named. */
    isChosen,
    predicate,
    ...saving,
  };
}

export type BroadcastDraft = ReturnType<typeof useBroadcastDraft>;

type BroadcastFields = {
  name: string;
  text: string;
  ratePerSecond: number;
  segmentId: string | null;
  /** Whether the audience is a saved segment or made on the spot. */
  way: "segment" | "own";
};

function toFields({ broadcast, segment }: BroadcastStart): BroadcastFields {
  const segmentId = broadcast?.segmentId ?? segment?.id ?? null;
  return {
    name: broadcast?.name ?? "",
    text: broadcast?.text ?? "",
    ratePerSecond: broadcast?.ratePerSecond ?? ratePerSecondDefault,
    segmentId,
    way: segmentId === null ? "own" : "segment",
  };
}

const keptBroadcastSchema = z.object({
  name: z.string(),
  text: z.string(),
  ratePerSecond: z.number().catch(ratePerSecondDefault),
  segmentId: z.string().nullable(),
  way: z.enum(["segment", "own"]),
  draft: draftPredicateSchema,
  basedOn: z.string().nullable(),
});

type KeptBroadcast = z.infer<typeof keptBroadcastSchema>;

/** A link that says whom to write to has its own draft: what was begun for others must not take its place. */
function toKeptName(id: string | undefined, { segment, predicate }: BroadcastStart): string {
  if (id !== undefined) return `broadcast:${id}`;
  if (segment !== null) return `broadcast:new:segment:${segment.id}`;
  return predicate === null ? "broadcast:new" : `broadcast:new:${encodePredicate(predicate)}`;
}

/** One save at a time, so that a new draft is created once; what changed meanwhile is saved after it. */
function useSaving(start: BroadcastStart, fields: BroadcastFields, predicate: Predicate | null) {
  const { broadcast: stored } = start;
  const { pageId } = usePageSession();
  const { name, text, segmentId, ratePerSecond } = fields;
  const content = JSON.stringify({ name, text, predicate, segmentId, ratePerSecond });
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
    const asked = { pageId, id, name, text, predicate, segmentId, ratePerSecond, basedOn };
    const saved = await save.mutateAsync(asked).catch(() => null);
    if (saved !== null) setSavedContent(content);
    return saved?.id ?? null;
  };
  const isSaved = content === savedContent;
  const canSave = name.trim() !== "" && predicate !== null;
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
