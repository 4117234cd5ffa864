"use client";

import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";
import { TextField } from "@/components/ui/text-field";
import { contentLimits, type FeedbackContent } from "@/lib/domain/message-content";
import { AddressField } from "./address-field";
import type { ErrorOf } from "./content-words";
import { WordsField } from "./words-field";

type FeedbackFieldProps = {
  content: FeedbackContent;
  onChange: (content: FeedbackContent) => void;
  errorOf: ErrorOf;
};

/** The platform's own survey: one question with a score, and a follow-up in words if wanted. */
export function FeedbackField({ content, onChange, errorOf }: FeedbackFieldProps) {
  const t = useTranslations("broadcasts.content");
  const words = [
    { key: "title", limit: contentLimits.feedbackTitle },
    { key: "subtitle", limit: contentLimits.feedbackSubtitle },
    { key: "buttonTitle", limit: contentLimits.feedbackButton },
  ] as const;
  return (
    <div className="grid gap-4">
      {words.map(({ key, limit }) => (
        <WordsField
          key={key}
          label={t(`feedback.${key}`)}
          value={content[key]}
          onChange={(value) => onChange({ ...content, [key]: value })}
          limit={limit}
          error={errorOf(key)}
        />
      ))}
      <QuestionFields content={content} onChange={onChange} errorOf={errorOf} />
      <AddressField
        label={t("feedback.privacyUrl")}
        hint={t("feedback.privacyHint")}
        value={content.privacyUrl}
        onChange={(privacyUrl) => onChange({ ...content, privacyUrl })}
        error={errorOf("privacyUrl")}
      />
      <TextField
        type="number"
        inputMode="numeric"
        min={1}
        max={contentLimits.expiresInDays.max}
        label={t("feedback.expires")}
        value={Number.isNaN(content.expiresInDays) ? "" : content.expiresInDays}
        onChange={({ target }) => onChange({ ...content, expiresInDays: target.valueAsNumber })}
        error={errorOf("expiresInDays")}
        className="max-w-48"
      />
    </div>
  );
}

function QuestionFields({ content, onChange, errorOf }: FeedbackFieldProps) {
  const t = useTranslations("broadcasts.content");
  const { question } = content;
  return (
    <>
      <Segmented
        label={t("feedback.type")}
        value={question.type}
        onChange={(type) => onChange({ ...content, question: { ...question, type } })}
        options={(["csat", "nps", "ces"] as const).map((type) => ({
          value: type,
          label: t(`feedback.${type}`),
        }))}
      />
      <WordsField
        label={t("feedback.question")}
        value={question.title}
        onChange={(title) => onChange({ ...content, question: { ...question, title } })}
        limit={contentLimits.questionTitle}
        error={errorOf("question.title")}
      />
      <WordsField
        label={t("feedback.followUp")}
        value={question.followUp}
        onChange={(followUp) => onChange({ ...content, question: { ...question, followUp } })}
        limit={contentLimits.followUp}
        error={errorOf("question.followUp")}
      />
    </>
  );
}
