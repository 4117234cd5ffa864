"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { usePredicateDraft } from "@/components/predicate/use-predicate-draft";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { toastDone } from "@/components/ui/toast";
import type { Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";
import { paths } from "@/lib/paths";
import { saveSegmentAction } from "@/lib/segments/actions";
import { segmentQuery } from "@/lib/segments/queries";
import type { SegmentRow } from "@/lib/segments/schema";

/**
 * A segment being edited: its name and its predicate, against the version that was stored when editing began.
 * `stored` may move on while somebody edits (a colleague saved): that is shown, and never taken over silently.
 */
export function useSegmentDraft(stored: SegmentRow | null, start: Predicate | null) {
  const t = useTranslations("segments");
  const router = useRouter();
  const queryClient = useQueryClient();
  const { pageId } = usePageSession();
  const [base, setBase] = useState(stored);
  const [name, setName] = useState(stored?.name ?? "");
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const state = usePredicateDraft(stored?.predicate ?? start);

  const code = state.verdict.ok ? encodePredicate(state.verdict.predicate) : null;
  const isDirty = base?.name !== name || code !== encodePredicate(base.predicate);
  useLeaveWarning(isDirty && (base !== null || state.editor.canUndo || name !== ""));

  const save = useAction(saveSegmentAction, {
    onDone: async ({ id }) => {
      setRefusal(null);
      const saved = await queryClient.query({ ...segmentQuery(pageId, id), staleTime: 0 });
      setBase(saved);
      toastDone(t("saved", { name: saved.name }));
      if (base === null) router.replace(paths.segment(pageId, id));
    },
    onRefused: (next) => {
      setRefusal(next);
      return true;
    },
    refreshes: { pageId, topics: ["segments"] },
  });

  const adopt = (version: SegmentRow) => {
    setBase(version);
    setName(version.name);
    state.editor.reset(version.predicate);
    setRefusal(null);
  };

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
    adopt,
    save: () => {
      if (!state.verdict.ok) return;
      const { predicate } = state.verdict;
      save.mutate({ pageId, id: base?.id, name, predicate, basedOn: base?.updatedAt });
    },
    code,
    id: base?.id ?? null,
  };
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
