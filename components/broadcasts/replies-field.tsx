"use client";

import { useTranslations } from "use-intl";
import { contentLimits } from "@/lib/domain/message-content";
import type { ErrorOf } from "./content-words";
import { ListField } from "./list-field";
import { WordsField } from "./words-field";

type RepliesFieldProps = {
  replies: readonly string[];
  onChange: (replies: string[]) => void;
  errorOf: ErrorOf;
};

/** Answers that stand under the message to be tapped; they go when one is. */
export function RepliesField({ replies, onChange, errorOf }: RepliesFieldProps) {
  const t = useTranslations("broadcasts.content");
  return (
    <ListField
      id="replies"
      title={t("replies")}
      items={replies}
      onChange={onChange}
      start={() => ""}
      max={contentLimits.replies.max}
      addLabel={t("addReply")}
      nameOf={(reply, index) => (reply === "" ? t("replyNumber", { number: index + 1 }) : reply)}
      error={errorOf("replies")}
      render={(reply, index, change) => (
        <WordsField
          label={t("replyNumber", { number: index + 1 })}
          value={reply}
          onChange={change}
          limit={contentLimits.replyTitle}
          error={errorOf(`replies.${index}`)}
        />
      )}
    />
  );
}
