"use client";

import { Send } from "lucide-react";
import { useId, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { findContentTrouble, readContentErrors } from "@/components/broadcasts/content-words";
import { FeedbackField } from "@/components/broadcasts/feedback-field";
import { TagConfirmation } from "@/components/broadcasts/tag-confirmation";
import { WordsField } from "@/components/broadcasts/words-field";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toastDone } from "@/components/ui/toast";
import {
  contentLimits,
  listContentWords,
  startContent,
  type MessageContent,
} from "@/lib/domain/message-content";
import type { MessageTag } from "@/lib/domain/messaging-rules";
import { sendDirectAction } from "@/lib/direct-messages/actions";
import type { DirectWay } from "@/lib/direct-messages/schema";
import { useFormKey } from "./use-form-key";

type DirectMessageFormProps = { psid: string; ways: readonly DirectWay[] };

/** A message to one customer: a text while the window is open, else what a tag still allows, which may be a survey. */
export function DirectMessageForm({ psid, ways }: DirectMessageFormProps) {
  const t = useTranslations("directMessages");
  const plain = ways.find(({ tag }) => tag === null);
  const isOpen = plain?.refused === null;
  const [chosen, setChosen] = useState<MessageTag | null>(null);
  const firstOpen = ways.find(({ tag, refused }) => tag !== null && refused === null);
  const tag = isOpen ? null : (chosen ?? firstOpen?.tag ?? null);
  const way = ways.find((other) => other.tag === tag);
  const { content, write, isConfirmed, setIsConfirmed, refused, isPending, submit } = useWriting(psid, tag);
  const missing =
    content.kind === "text" && content.text.trim() === ""
      ? t("empty")
      : tag !== null && !isConfirmed
        ? t("confirmFirst")
        : findContentTrouble(content);
  return (
    <div className="grid gap-3">
      {isOpen ? (
        <WindowNote until={plain.until} />
      ) : (
        <TagChoice
          ways={ways.filter((other) => other.tag !== null)}
          chosen={tag}
          plainRefused={plain?.refused ?? ""}
          onChoose={(next) => {
            setChosen(next);
            setIsConfirmed(false);
          }}
        />
      )}
      <Writing content={content} onChange={write} refused={refused} />
      {tag !== null && way?.refused === null && (
        <TagConfirmation
          tag={tag}
          words={listContentWords(content)}
          isConfirmed={isConfirmed}
          onChange={setIsConfirmed}
        />
      )}
      <div>
        <Button look="primary" unavailable={way?.refused ?? missing} pending={isPending} onClick={submit}>
          <Send size={16} aria-hidden />
          {t("send")}
        </Button>
      </div>
    </div>
  );
}

type Content = Extract<MessageContent, { kind: "text" | "feedback" }>;
type WritingProps = {
  content: Content;
  onChange: (content: Content) => void;
  refused: string | undefined;
};

function Writing({ content, onChange, refused }: WritingProps) {
  const t = useTranslations("directMessages");
  if (content.kind === "text")
    return (
      <WordsField
        label={t("text")}
        value={content.text}
        onChange={(text) => onChange({ kind: "text", text })}
        limit={contentLimits.text}
        error={refused}
        isPersonal
        rows={3}
      />
    );
  return (
    <>
      <FeedbackField content={content} onChange={onChange} errorOf={readContentErrors(content)} />
      {refused !== undefined && (
        <p role="alert" className="text-xs text-danger-ink">
          {refused}
        </p>
      )}
    </>
  );
}

/** A text, or under the tag for it the survey; each is kept while the other is looked at. */
function useContent(tag: MessageTag | null) {
  const [text, setText] = useState(startContent("text") as Content);
  const [survey, setSurvey] = useState(startContent("feedback") as Content);
  const change = (next: Content) => (next.kind === "text" ? setText(next) : setSurvey(next));
  /** What is typed while it is on its way stays. */
  const clear = (sent: MessageContent) => {
    const afresh = (now: Content) => (now === sent ? (startContent(now.kind) as Content) : now);
    setText(afresh);
    setSurvey(afresh);
  };
  return { content: tag === "CUSTOMER_FEEDBACK" ? survey : text, change, clear };
}

/** The message being written, and its sending. What was refused stays in the field. */
function useWriting(psid: string, tag: MessageTag | null) {
  const t = useTranslations("directMessages");
  const { pageId } = usePageSession();
  const { content, change, clear } = useContent(tag);
  const [isConfirmed, setIsConfirmed] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { formKey, settle } = useFormKey();
  const send = useAction(sendDirectAction, {
    refreshes: { pageId, topics: ["customers"] },
    onDone: ({ state }, asked) => {
      settle();
      clear(asked.content);
      setIsConfirmed(false);
      toastDone(t(state === "sent" ? "sent" : state === "attempting" ? "underWay" : "unknown"));
    },
    onRefused: (refusal) => {
      settle(refusal);
      setRefused(refusal.message);
      return true;
    },
  });
  return {
    ...{ content, isConfirmed, setIsConfirmed, refused },
    isPending: send.isPending,
    write: (next: Content) => {
      change(next);
      setRefused(undefined);
    },
    submit: () => {
      setRefused(undefined);
      send.mutate({ pageId, psid, formKey, content, tag, isTagConfirmed: isConfirmed });
    },
  };
}

function WindowNote({ until }: { until: string | null }) {
  const t = useTranslations("directMessages");
  const format = useFormatter();
  if (until === null) return null;
  return (
    <p className="text-xs text-ink-muted">
      {t("open", { time: format.dateTime(new Date(until), "moment") })}
    </p>
  );
}

type TagChoiceProps = {
  ways: readonly DirectWay[];
  chosen: MessageTag | null;
  plainRefused: string;
  onChoose: (tag: MessageTag) => void;
};

function TagChoice({ ways, chosen, plainRefused, onChoose }: TagChoiceProps) {
  const t = useTranslations("directMessages");
  const policy = useTranslations("policy.rule");
  const format = useFormatter();
  const id = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="text-xs text-ink-muted">{t("closed")}</legend>
      {ways.every(({ refused }) => refused !== null) && <p className="mt-1 text-sm">{plainRefused}</p>}
      {ways.map(({ tag, refused, until }) =>
        tag === null ? null : (
          <label key={tag} className="flex gap-2.5 py-1.5 text-sm">
            <input
              type="radio"
              name={id}
              className="mt-0.5 size-4 shrink-0"
              checked={chosen === tag}
              disabled={refused !== null}
              onChange={() => onChoose(tag)}
            />
            <span className={refused === null ? "" : "text-ink-muted"}>
              {policy(`${tag}.name`)}
              <span className="block text-xs text-ink-muted">
                {refused ??
                  (until === null
                    ? t("noEnd")
                    : t("until", { time: format.dateTime(new Date(until), "moment") }))}
              </span>
            </span>
          </label>
        ),
      )}
    </fieldset>
  );
}
