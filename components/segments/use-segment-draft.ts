"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { usePredicateDraft } from "@/components/predicate/use-predicate-draft";
import { useForgetKept, useKeptDraft } from "@/components/shell/kept-draft";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { toastDone } from "@/components/ui/toast";
import type { Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";
import type { DraftPredicate, DraftVerdict } from "@/lib/domain/predicate-draft";
import { isDraftPredicate } from "@/lib/domain/predicate-draft-shape";
import { paths } from "@/lib/paths";
import { saveSegmentAction } from "@/lib/segments/actions";
import { segmentQuery } from "@/lib/segments/queries";
import type { SegmentRow } from "@/lib/segments/schema";

/**
 * A segment being edited: its name and its predicate, against the version that was stored when editing began.
 * `stored` may move on while somebody edits (a colleague saved): that is shown, and never taken over silently.
 */
export function useSegmentDraft(stored: SegmentRow | null, start: Predicate | null) {
  const [base, setBase] = useState(stored);
  const [name, setName] = useState(stored?.name ?? "");
  const [hasBack, setHasBack] = useState(false);
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const state = usePredicateDraft(stored?.predicate ?? start);

  const code = state.verdict.ok ? encodePredicate(state.verdict.predicate) : null;
  const isDirty = base?.name !== name || code !== encodePredicate(base.predicate);
  const isWorthKeeping = isDirty && (base !== null || state.editor.canUndo || name !== "" || hasBack);
  useLeaveWarning(isWorthKeeping);
  const keptName = toKeptName(base, start);
  useKeptDraft<KeptSegment>({
    name: keptName,
    read: readKeptSegment,
    value: { name, draft: state.editor.draft, basedOn: base?.updatedAt ?? null },
    isWorthKeeping,
    onRestore: (kept) => {
      setHasBack(true);
      setName(kept.name);
      state.editor.restore(kept.draft);
      // What a colleague saved meanwhile is told as ever: the work goes on from the version it began with.
      if (stored !== null) setBase({ ...stored, updatedAt: kept.basedOn ?? stored.updatedAt });
    },
  });

  const begin = (version: SegmentRow | null) => {
    setBase(version);
    setName(version?.name ?? "");
    state.editor.reset(version?.predicate ?? start);
    setRefusal(null);
    setHasBack(false);
  };
  const save = useSave(keptName, base, {
    onSaved: (saved, nameAsked) => {
      setBase(saved);
      setName((now) => (now === nameAsked ? saved.name : now));
      setHasBack(false);
    },
    onRefusal: setRefusal,
  });

  return {
    state,
    name,
    setName: (next: string) => {
      setName(next);
      if (refusal?.field === "name") setRefusal(null);
    },
    isDirty,
    refusal,
    isSaving: save.isPending,
    /** A version that somebody else stored meanwhile. */
    newer: stored !== null && !save.isPending && stored.updatedAt > (base?.updatedAt ?? "") ? stored : null,
    /** Begins again from what is stored, or from the start of a new one. */
    adopt: begin,
    /** Unsaved work from an earlier visit is on the screen again. */
    hasBack: hasBack && isDirty,
    save: () => save.run(name, state.verdict),
    code,
    id: base?.id ?? null,
    /** As it is in the database now; null for a new one. */
    stored: save.isPending ? base : (stored ?? base),
  };
}

export type SegmentDraft = ReturnType<typeof useSegmentDraft>;

type SaveListener = {
  onSaved: (saved: SegmentRow, nameAsked: string) => void;
  onRefusal: (refusal: ActionRefusal | null) => void;
};

/** Saves, reads what was stored, and gives a new segment its own address. */
function useSave(keptName: string, base: SegmentRow | null, { onSaved, onRefusal }: SaveListener) {
  const t = useTranslations("segments");
  const router = useRouter();
  const queryClient = useQueryClient();
  const { pageId } = usePageSession();
  const forgetKept = useForgetKept(keptName);
  const save = useAction(saveSegmentAction, {
    onDone: async ({ id }, asked) => {
      forgetKept();
      onRefusal(null);
      const saved = await queryClient.query({ ...segmentQuery(pageId, id), staleTime: 0 });
      onSaved(saved, asked.name);
      toastDone(t("saved", { name: saved.name }));
      if (base === null && window.location.pathname === paths.newSegment(pageId)) {
        router.replace(paths.segment(pageId, id));
      }
    },
    onRefused: (refusal) => {
      onRefusal(refusal);
      return true;
    },
    refreshes: { pageId, topics: ["segments"] },
  });
  return {
    isPending: save.isPending,
    run: (name: string, verdict: DraftVerdict) => {
      if (!verdict.ok) return;
      save.mutate({ pageId, id: base?.id, name, predicate: verdict.predicate, basedOn: base?.updatedAt });
    },
  };
}

type KeptSegment = { name: string; draft: DraftPredicate; basedOn: string | null };

function readKeptSegment(kept: unknown): KeptSegment | null {
  const { name, draft, basedOn }: { [Key in keyof KeptSegment]?: unknown } = { ...(kept as object | null) };
  if (typeof name !== "string" || !isDraftPredicate(draft)) return null;
  return typeof basedOn === "string" || basedOn === null ? { name, draft, basedOn } : null;
}

/** A link that says where to begin has its own draft: what was begun from another must not take its place. */
function toKeptName(base: SegmentRow | null, start: Predicate | null): string {
  if (base !== null) return `segment:${base.id}`;
  return start === null ? "segment:new" : `segment:new:${encodePredicate(start)}`;
}

/** The browser asks before a tab with unsaved work is closed. */
function useLeaveWarning(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isNeeded]);
}
