"use client";

import { useState } from "react";
import * as z from "zod/mini";
import { usePredicateDraft } from "@/components/predicate/use-predicate-draft";
import { useKeptDraft } from "@/components/shell/kept-draft";
import { hasPredicate } from "@/lib/domain/broadcast-audience";
import { summarizeContent } from "@/lib/domain/message-content";
import type { DraftPredicate } from "@/lib/domain/predicate-draft";
import { isDraftPredicate } from "@/lib/domain/predicate-draft-shape";
import {
  fieldsSchema,
  isAudienceChosen,
  toFields,
  type BroadcastFields,
  type BroadcastStart,
} from "./draft-fields";
import { useDraftSaving } from "./use-draft-saving";

const keptBroadcastSchema = z.extend(fieldsSchema, {
  draft: z.custom<DraftPredicate>(isDraftPredicate),
  basedOn: z.nullable(z.string()),
});

export type TimeKey = "scheduledAt" | "tooLateAt";

/**
 * A broadcast being written. It is saved by itself a moment after the last change, as soon as it has a name and an
 * audience that can be counted: nobody loses a text.
 */
export function useBroadcastDraft(start: BroadcastStart) {
  const [fields, setFields] = useState(() => toFields(start));
  const firstPredicate = start.broadcast?.predicate ?? start.segment?.predicate ?? start.predicate;
  const audience = usePredicateDraft(firstPredicate);
  const isChosen = isAudienceChosen(fields);
  const isByPredicate = hasPredicate(fields.audienceKind);
  const own = isByPredicate && audience.verdict.ok ? audience.verdict.predicate : undefined;
  /** Null for everyone and for a frozen list; undefined while it is not said or cannot be counted. */
  const predicate = !isChosen ? undefined : isByPredicate ? own : null;
  const saving = useDraftSaving(start, fields, predicate);
  const [hasBack, setHasBack] = useState(false);
  const [unreadable, setUnreadable] = useState<readonly TimeKey[]>([]);
  const [exchanges, setExchanges] = useState(0);
  const exchange = (others: BroadcastFields) => {
    setFields(others);
    setUnreadable([]);
    setExchanges(exchanges + 1);
  };
  const isTouched =
    hasBack || fields.name !== "" || summarizeContent(fields.content) !== "" || audience.editor.canUndo;
  useKeptDraft<z.infer<typeof keptBroadcastSchema>>({
    name: saving.keptName,
    read: (kept) => keptBroadcastSchema.safeParse(kept).data ?? null,
    value: { ...fields, draft: audience.editor.draft, basedOn: saving.basedOn ?? null },
    isWorthKeeping: !saving.isSaved && isTouched,
    onRestore: ({ draft, basedOn, ...old }) => {
      setHasBack(true);
      exchange(old);
      audience.editor.restore(draft);
      if (basedOn !== null) saving.setBasedOn(basedOn);
    },
  });
  if (hasBack && saving.isSaved) setHasBack(false);
  const discard = () => {
    setHasBack(false);
    exchange(toFields(start));
    audience.editor.reset(firstPredicate);
    saving.setBasedOn(start.broadcast?.updatedAt);
    saving.forgive();
  };
  return {
    ...fields,
    /** Unsaved work from an earlier visit is on the screen again. */
    hasBack,
    discard,
    /** Any change answers a refusal: the next save will tell. Another message needs another word for its tag. */
    change: (changed: Partial<BroadcastFields>) => {
      saving.forgive();
      const doubt = "content" in changed ? { isTagConfirmed: false } : {};
      setFields((old) => ({ ...old, ...doubt, ...changed }));
    },
    /** How often all of it was exchanged for another state: fields that keep their own text begin anew. */
    exchanges,
    /** Times that stand half typed on the screen: until they are finished or cleared, the draft keeps the ones before. */
    unreadable,
    noteReadable: (key: TimeKey, isReadable: boolean) =>
      setUnreadable((old) => [...old.filter((other) => other !== key), ...(isReadable ? [] : [key])]),
    audience,
    isChosen,
    predicate,
    ...saving,
  };
}

export type BroadcastDraft = ReturnType<typeof useBroadcastDraft>;
