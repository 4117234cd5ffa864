"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { AudienceAside } from "@/components/predicate/audience-aside";
import { useProblemWords } from "@/components/predicate/problem-words";
import { KeptNotice } from "@/components/shell/kept-draft";
import { usePageSession } from "@/components/shell/page-session";
import { useGoOn } from "@/components/shell/use-is-here";
import { SplitView, ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { hasPredicate } from "@/lib/domain/broadcast-audience";
import { paths } from "@/lib/paths";
import { AudienceField } from "./audience-field";
import { ContentField } from "./content-field";
import { findContentTrouble } from "./content-words";
import { MessagePreview, type PreviewPeople } from "./message-preview";
import { Steps } from "./steps";
import { TagField } from "./tag-field";
import { TestSend } from "./test-send";
import { TimingField, useTimeTroubles } from "./timing-field";
import { WayField } from "./way-field";
import type { BroadcastStart } from "./draft-fields";
import { useBroadcastDraft, type BroadcastDraft } from "./use-broadcast-draft";

const knownFields = ["name", "ratePerSecond", "scheduledAt", "tooLateAt"];

/** Write a broadcast: what it is called, who gets it, what it says. Then review it. */
export function Composer({ start }: { start: BroadcastStart }) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const draft = useBroadcastDraft(start);
  const { refusal } = draft;
  // The part that the review leads back to is not there before the draft is read, when the browser looks for it.
  useEffect(() => {
    document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <>
      <ViewBar
        title={draft.name.trim() === "" ? t("newTitle") : draft.name}
        parent={{ title: t("title"), href: paths.broadcasts(pageId) }}
        mark={<Badge className="max-md:hidden">{t("state.draft")}</Badge>}
      >
        <ComposerDeeds draft={draft} />
      </ViewBar>
      <Steps broadcastId={draft.id} isWritten={useWritten(draft)} />
      {draft.hasBack && <KeptNotice onDiscard={draft.discard} />}
      {start.broadcast?.stoppedReason != null && (
        <Notice tone="warning">{start.broadcast.stoppedReason}</Notice>
      )}
      {refusal !== null && !isAtItsField(refusal.field) && <Notice tone="danger">{refusal.message}</Notice>}
      <SplitView
        asideLabel={t("aside")}
        aside={
          <>
            <MessagePreview content={draft.content} people={toPreviewPeople(draft)} />
            <TestSend draft={draft} />
            {hasPredicate(draft.audienceKind) && (
              <AudienceAside live={draft.audience.live} book={draft.audience.book} />
            )}
          </>
        }
      >
        <ComposerFields draft={draft} start={start} />
      </SplitView>
    </>
  );
}

function toPreviewPeople({ audienceKind, frozenListId, audience }: BroadcastDraft): PreviewPeople {
  const { counted } = audience.live;
  return {
    audienceKind,
    frozenListId,
    predicate: hasPredicate(audienceKind) ? (counted ?? undefined) : null,
  };
}

type ComposerFieldsProps = { draft: BroadcastDraft; start: BroadcastStart };

function ComposerFields({ draft, start }: ComposerFieldsProps) {
  const t = useTranslations("broadcasts");
  const { refusal } = draft;
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <TextField
        label={t("field.name")}
        hint={t("field.nameHint")}
        value={draft.name}
        onChange={(event) => draft.change({ name: event.target.value })}
        error={errorOf("name")}
        autoComplete="off"
        className="max-w-104"
      />
      <AudienceField draft={draft} />
      <ContentField
        content={draft.content}
        onChange={(content) => draft.change({ content })}
        refused={errorOf}
      />
      <div id="when" className="grid scroll-mt-16 grid-cols-[minmax(0,1fr)] gap-8">
        <TagField
          tag={draft.tag}
          content={draft.content}
          isConfirmed={draft.isTagConfirmed}
          said={start.broadcast?.tagConfirmed ?? null}
          onChange={draft.change}
        />
        <TimingField draft={draft} errorOf={errorOf} />
        <WayField draft={draft} />
      </div>
    </div>
  );
}

function useWritten(draft: BroadcastDraft) {
  const { isChosen, audienceKind, audience, content } = draft;
  const { scheduledAt, tooLateAt } = useTimeTroubles(draft);
  return {
    audience: isChosen && (!hasPredicate(audienceKind) || audience.verdict.ok),
    message: findContentTrouble(content) === undefined,
    when: scheduledAt === undefined && tooLateAt === undefined,
  };
}

function isAtItsField(field: string | undefined): boolean {
  return field !== undefined && (knownFields.includes(field) || field.startsWith("content."));
}

function ComposerDeeds({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations("broadcasts");
  const goOn = useGoOn();
  const { pageId } = usePageSession();
  const [isLeaving, setIsLeaving] = useState(false);
  const reason = useWhyNoReview(draft);
  const review = async () => {
    setIsLeaving(true);
    const id = draft.isSaved && draft.id !== undefined ? draft.id : await draft.store();
    if (id !== null) goOn(paths.broadcastReview(pageId, id));
    else setIsLeaving(false);
  };
  return (
    <>
      <span role="status" className="text-xs text-ink-muted max-md:max-w-24">
        {draft.isSaving ? t("saving") : draft.isSaved ? t("draftSaved") : draft.canSave ? "" : t("savesWhen")}
      </span>
      <Button
        look="primary"
        unavailable={reason}
        pending={isLeaving || draft.isSaving}
        onClick={() => void review()}
      >
        {t("toReview")}
      </Button>
    </>
  );
}

function useWhyNoReview(draft: BroadcastDraft): string | undefined {
  const t = useTranslations("broadcasts.missing");
  const wordsOf = useProblemWords();
  const troubles = useTimeTroubles(draft);
  const { verdict } = draft.audience;
  if (draft.name.trim() === "") return t("name");
  const { scheduledAt, tooLateAt } = troubles;
  if (scheduledAt !== undefined || tooLateAt !== undefined) return t("time");
  if (!draft.isChosen) return t("audience");
  if (hasPredicate(draft.audienceKind) && !verdict.ok) {
    const [problem] = verdict.problems;
    return problem === undefined || problem.code === "empty-group" ? t("audience") : wordsOf(problem);
  }
  return findContentTrouble(draft.content);
}
