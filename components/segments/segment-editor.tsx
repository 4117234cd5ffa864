"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { AudienceAside } from "@/components/predicate/audience-aside";
import { ExplainPanel } from "@/components/predicate/explain-panel";
import { PredicateEditorPanel } from "@/components/predicate/predicate-editor";
import { useProblemWords } from "@/components/predicate/problem-words";
import { useExplanation } from "@/components/predicate/use-explanation";
import type { PredicateEditor } from "@/components/predicate/use-predicate-editor";
import { KeptNotice } from "@/components/shell/kept-draft";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { SplitView, ViewBar } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import type { Predicate } from "@/lib/domain/predicate";
import { paths } from "@/lib/paths";
import type { SegmentRow } from "@/lib/segments/schema";
import { SegmentMenu } from "./segment-menu";
import { SegmentRecord } from "./segment-record";
import { TwinList } from "./twin-list";
import { useSegmentDraft, type SegmentDraft } from "./use-segment-draft";

/** Looking for hints is a program of its own; it is read when there are numbers, and nobody waits for it. */
const HintList = dynamic(() => import("@/components/predicate/hint-list").then((loaded) => loaded.HintList), {
  ssr: false,
});

type SegmentEditorProps = {
  /** The segment as it is stored now; null for a new one. */
  stored: SegmentRow | null;
  /** What a new segment starts from, for example the copy of another. */
  start: Predicate | null;
  /** The link's predicate could not be read: said, so that nobody takes the empty editor for it. */
  isStartUnreadable?: boolean;
};

/** The heart of the product: a segment's name and its predicate, with the people it means. */
export function SegmentEditor({ stored, start, isStartUnreadable }: SegmentEditorProps) {
  const t = useTranslations("segments");
  const { pageId } = usePageSession();
  const canEdit = useCan("segments.edit");
  const draft = useSegmentDraft(stored, start);
  const { state, refusal } = draft;
  const explanation = useExplanation(state.editor.draft);
  useFirstFocus(canEdit && stored === null && start === null, state.editor);
  return (
    <>
      <ViewBar
        title={stored?.name ?? t("newTitle")}
        parent={{ title: t("title"), href: paths.segments(pageId) }}
      >
        {canEdit && <EditorDeeds draft={draft} />}
        <SegmentMenu draft={draft} />
      </ViewBar>
      <EditorNotices draft={draft} {...{ stored, isStartUnreadable }} />
      <SplitView
        asideLabel={t("aside")}
        aside={
          <>
            {state.live.counts !== null && <HintList state={state} />}
            <div role="status">
              {state.verdict.ok && (
                <TwinList
                  predicate={state.verdict.predicate}
                  segmentId={draft.id}
                  isAsked={!state.live.isCounting || state.live.error !== null}
                />
              )}
            </div>
            <ExplainPanel explanation={explanation} book={state.book} />
            <AudienceAside live={state.live} book={state.book} />
          </>
        }
      >
        {canEdit && (
          <TextField
            label={t("field.name")}
            placeholder={t("field.namePlaceholder")}
            value={draft.name}
            onChange={(event) => draft.setName(event.target.value)}
            error={refusal?.field === "name" ? refusal.message : undefined}
            autoComplete="off"
            className="mb-6 max-w-104"
          />
        )}
        <PredicateEditorPanel state={state} isReadOnly={!canEdit} verdicts={explanation.verdicts} />
        {canEdit && <UseInBroadcast draft={draft} className="mt-6 w-full md:hidden" />}
        <SegmentRecord draft={draft} />
      </SplitView>
    </>
  );
}

type EditorNoticesProps = Pick<SegmentEditorProps, "stored" | "isStartUnreadable"> & { draft: SegmentDraft };

/** What happened to this segment that the person may not know. */
function EditorNotices({ draft, stored, isStartUnreadable }: EditorNoticesProps) {
  const t = useTranslations("segments");
  const { refusal, newer } = draft;
  // That somebody else saved is one piece of news, though the refused save and the newer version both bring it.
  const isToldByNewer = refusal?.code === "segment-changed" && newer !== null;
  return (
    <>
      {draft.hasBack && <KeptNotice onDiscard={() => draft.adopt(stored)} />}
      {refusal !== null && refusal.field !== "name" && !isToldByNewer && (
        <Notice tone="danger">{refusal.message}</Notice>
      )}
      {isStartUnreadable && <Notice tone="warning">{t("badStart")}</Notice>}
      {newer !== null && (
        <Notice
          tone="warning"
          action={
            <Button size="small" onClick={() => draft.adopt(newer)}>
              {t("loadNewer")}
            </Button>
          }
        >
          {t("newer", { name: newer.updatedBy ?? t("somebody") })}
        </Notice>
      )}
    </>
  );
}

/** A new segment begins in its tree, so that `A` adds a label at once. Whoever is typing already stays where they are. */
function useFirstFocus(isNeeded: boolean, { root, activate }: PredicateEditor): void {
  const isDone = useRef(!isNeeded);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    if (!(document.activeElement instanceof HTMLInputElement)) activate(root.id, true);
  }, [root.id, activate]);
}

function EditorDeeds({ draft }: { draft: SegmentDraft }) {
  const t = useTranslations("segments");
  const wordsOf = useProblemWords();
  const { verdict } = draft.state;
  const [problem] = verdict.ok ? [] : verdict.problems;
  const problemWords = problem === undefined ? undefined : wordsOf(problem);
  const whyNoSave = problemWords ?? (draft.isDirty ? undefined : t("nothingToSave"));
  return (
    <>
      <span role="status" className="text-xs text-ink-muted max-lg:hidden">
        {problemWords ?? (draft.isDirty ? t("unsaved") : "")}
      </span>
      <UseInBroadcast draft={draft} className="max-md:hidden" />
      <Button look="primary" unavailable={whyNoSave} pending={draft.isSaving} onClick={draft.save}>
        {draft.id === null ? t("saveNew") : t("save")}
      </Button>
    </>
  );
}

/** At the top where there is room, below the tree on a phone. */
function UseInBroadcast({ draft, className }: { draft: SegmentDraft; className: string }) {
  const t = useTranslations("segments");
  const { pageId } = usePageSession();
  const wordsOf = useProblemWords();
  const { verdict } = draft.state;
  const [problem] = verdict.ok ? [] : verdict.problems;
  if (draft.code === null) {
    return (
      <Button unavailable={problem && wordsOf(problem)} className={className}>
        {t("use")}
      </Button>
    );
  }
  const start = draft.isDirty || draft.id === null ? { predicate: draft.code } : { segment: draft.id };
  return (
    <Link href={paths.newBroadcast(pageId, start)} className={buttonClass("plain", "normal", className)}>
      {t("use")}
    </Link>
  );
}
