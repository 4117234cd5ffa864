"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { AudienceAside } from "@/components/predicate/audience-aside";
import { useProblemWords } from "@/components/predicate/problem-words";
import { KeptNotice } from "@/components/shell/kept-draft";
import { usePageSession } from "@/components/shell/page-session";
import { SplitView, ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { ratePerSecondMax } from "@/lib/broadcasts/schema";
import { paths } from "@/lib/paths";
import { AudienceField } from "./audience-field";
import { MessageField } from "./message-field";
import { MessagePreview } from "./message-preview";
import { Steps } from "./steps";
import { useBroadcastDraft, type BroadcastDraft, type BroadcastStart } from "./use-broadcast-draft";

const knownFields = ["name", "text", "ratePerSecond"];

/** Write a broadcast: what it is called, who gets it, what it says. Then review it. */
export function Composer({ start }: { start: BroadcastStart }) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const draft = useBroadcastDraft(start);
  const { refusal } = draft;
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  return (
    <>
      <ViewBar
        title={draft.name.trim() === "" ? t("newTitle") : draft.name}
        parent={{ title: t("title"), href: paths.broadcasts(pageId) }}
        mark={<Badge className="max-md:hidden">{t("state.draft")}</Badge>}
      >
        <ComposerDeeds draft={draft} />
      </ViewBar>
      <Steps step="compose" broadcastId={draft.id} />
      {draft.hasBack && <KeptNotice onDiscard={draft.discard} />}
      {refusal !== null && !knownFields.includes(refusal.field ?? "") && (
        <Notice tone="danger">{refusal.message}</Notice>
      )}
      <SplitView
        asideLabel={t("aside")}
        aside={
          <>
            <MessagePreview text={draft.text} predicate={draft.audience.live.counted} />
            <AudienceAside live={draft.audience.live} book={draft.audience.book} />
          </>
        }
      >
        <div className="grid gap-8">
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
          <MessageField
            value={draft.text}
            onChange={(text) => draft.change({ text })}
            error={errorOf("text")}
          />
          <RateField draft={draft} error={errorOf("ratePerSecond")} />
        </div>
      </SplitView>
    </>
  );
}

function RateField({ draft, error }: { draft: BroadcastDraft; error: string | undefined }) {
  const t = useTranslations("broadcasts.field");
  return (
    <TextField
      type="number"
      inputMode="numeric"
      min={1}
      max={ratePerSecondMax}
      label={t("rate")}
      hint={t("rateHint", { max: ratePerSecondMax })}
      value={Number.isNaN(draft.ratePerSecond) ? "" : draft.ratePerSecond}
      onChange={(event) => draft.change({ ratePerSecond: event.target.valueAsNumber })}
      error={error}
      className="max-w-64"
    />
  );
}

function ComposerDeeds({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations("broadcasts");
  const router = useRouter();
  const { pageId } = usePageSession();
  const [isLeaving, setIsLeaving] = useState(false);
  const reason = useWhyNoReview(draft);
  const review = async () => {
    setIsLeaving(true);
    const id = draft.isSaved && draft.id !== undefined ? draft.id : await draft.store();
    if (id !== null) router.push(paths.broadcastReview(pageId, id));
    else setIsLeaving(false);
  };
  return (
    <>
      <span role="status" className="text-xs text-ink-muted max-md:hidden">
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
  const { verdict } = draft.audience;
  if (draft.name.trim() === "") return t("name");
  if (!draft.isChosen) return t("audience");
  if (!verdict.ok) {
    const [problem] = verdict.problems;
    return problem === undefined || problem.code === "empty-group" ? t("audience") : wordsOf(problem);
  }
  return draft.text.trim() === "" ? t("text") : undefined;
}
