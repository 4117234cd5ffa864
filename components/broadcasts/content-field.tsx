"use client";

import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";
import { contentKinds, contentLimits, startContent, type MessageContent } from "@/lib/domain/message-content";
import { AddressField } from "./address-field";
import { ButtonsField } from "./buttons-field";
import { CardsField } from "./cards-field";
import { readContentErrors, type ErrorOf } from "./content-words";
import { FeedbackField } from "./feedback-field";
import { RepliesField } from "./replies-field";
import { SavedMessages } from "./saved-messages";
import { WordsField } from "./words-field";

type ContentFieldProps = {
  content: MessageContent;
  onChange: (content: MessageContent) => void;
  /** What the server said about a field of it. */
  refused: ErrorOf;
};

/** What the message is, and the fields of that kind. Changing the kind keeps the words where they fit. */
export function ContentField({ content, onChange, refused }: ContentFieldProps) {
  const t = useTranslations("broadcasts.content");
  const live = readContentErrors(content);
  const errorOf: ErrorOf = (field) => refused(`content.${field}`) ?? live(field);
  return (
    <section aria-labelledby="message" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="message" className="scroll-mt-20 text-sm font-medium">
          {t("title")}
        </h2>
        <Segmented
          label={t("kind")}
          value={content.kind}
          onChange={(kind) => kind !== content.kind && onChange(startContent(kind, content))}
          options={contentKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <span className="flex-1" />
        <SavedMessages content={content} onUse={onChange} />
      </div>
      <Fields content={content} onChange={onChange} errorOf={errorOf} />
    </section>
  );
}

type FieldsProps = {
  content: MessageContent;
  onChange: (content: MessageContent) => void;
  errorOf: ErrorOf;
};

function Fields({ content, onChange, errorOf }: FieldsProps) {
  const t = useTranslations("broadcasts.content");
  switch (content.kind) {
    case "text":
    case "quick-replies":
    case "buttons":
      return (
        <>
          <WordsField
            label={t("text")}
            value={content.text}
            onChange={(text) => onChange({ ...content, text })}
            limit={content.kind === "buttons" ? contentLimits.buttonText : contentLimits.text}
            hint={t("textHint")}
            error={errorOf("text")}
            isPersonal
            rows={7}
          />
          {content.kind === "quick-replies" && (
            <RepliesField
              replies={content.replies}
              onChange={(replies) => onChange({ ...content, replies })}
              errorOf={errorOf}
            />
          )}
          {content.kind === "buttons" && (
            <ButtonsField
              path="buttons"
              buttons={content.buttons}
              onChange={(buttons) => onChange({ ...content, buttons })}
              errorOf={errorOf}
            />
          )}
        </>
      );
    case "cards":
      return (
        <CardsField
          cards={content.cards}
          onChange={(cards) => onChange({ ...content, cards })}
          errorOf={errorOf}
        />
      );
    case "picture":
      return (
        <AddressField
          label={t("pictureUrl")}
          hint={t("pictureHint")}
          value={content.url}
          onChange={(url) => onChange({ ...content, url })}
          error={errorOf("url")}
        />
      );
    case "feedback":
      return <FeedbackField content={content} onChange={onChange} errorOf={errorOf} />;
  }
}
