"use client";

import { Send } from "lucide-react";
import { useId, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { TagConfirmation } from "@/components/broadcasts/tag-confirmation";
import { WordsField } from "@/components/broadcasts/words-field";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toastDone } from "@/components/ui/toast";
import { contentLimits } from "@/lib/domain/message-content";
import type { MessageTag } from "@/lib/domain/messaging-rules";
import { sendDirectAction } from "@/lib/direct-messages/actions";
import type { DirectWay } from "@/lib/direct-messages/schema";
import { useFormKey } from "./use-form-key";

type DirectMessageFormProps = { psid: string; ways: readonly DirectWay[] };

/** A text to one customer: plain while the window is open, else under a tag that still allows it. */
export function DirectMessageForm({ psid, ways }: DirectMessageFormProps) {
  const t = useTranslations("directMessages");
  // The survey has its own template, which a text is not.
  const offered = ways.filter(({ tag }) => tag !== "CUSTOMER_FEEDBACK");
  const plain = offered.find(({ tag }) => tag === null);
  const isOpen = plain?.refused === null;
  const [chosen, setChosen] = useState<MessageTag | null>(null);
  const firstOpen = offered.find(({ tag, refused }) => tag !== null && refused === null);
  const tag = isOpen ? null : (chosen ?? firstOpen?.tag ?? null);
  const way = offered.find((other) => other.tag === tag);
  const { text, write, isConfirmed, setIsConfirmed, refused, isPending, submit } = useWriting(psid, tag);
  const missing =
    text.trim() === "" ? t("empty") : tag !== null && !isConfirmed ? t("confirmFirst") : undefined;
  return (
    <div className="grid gap-3">
      {isOpen ? (
        <WindowNote until={plain.until} />
      ) : (
        <TagChoice
          ways={offered.filter((other) => other.tag !== null)}
          chosen={tag}
          plainRefused={plain?.refused ?? ""}
          onChoose={(next) => {
            setChosen(next);
            setIsConfirmed(false);
          }}
        />
      )}
      <WordsField
        label={t("text")}
        value={text}
        onChange={write}
        limit={contentLimits.text}
        error={refused}
        isPersonal
        rows={3}
      />
      {tag !== null && way?.refused === null && (
        <TagConfirmation tag={tag} words={[text]} isConfirmed={isConfirmed} onChange={setIsConfirmed} />
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

/** The text being written, and its sending. What was refused stays in the field. */
function useWriting(psid: string, tag: MessageTag | null) {
  const t = useTranslations("directMessages");
  const { pageId } = usePageSession();
  const [text, setText] = useState("");
  const [isConfirmed, setIsConfirmed] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { formKey, settle } = useFormKey();
  const send = useAction(sendDirectAction, {
    refreshes: { pageId, topics: ["customers"] },
    onDone: ({ state }, { content }) => {
      settle();
      // What is typed while it is on its way stays.
      setText((now) => (content.kind === "text" && now === content.text ? "" : now));
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
    ...{ text, isConfirmed, setIsConfirmed, refused },
    isPending: send.isPending,
    write: (next: string) => {
      setText(next);
      setRefused(undefined);
    },
    submit: () => {
      setRefused(undefined);
      const content = { kind: "text", text } as const;
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
