"use client";

import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useNow } from "@/components/shell/use-now";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { decideComposition } from "@/lib/domain/messaging-policy";
import { listContentWords, type MessageContent } from "@/lib/domain/message-content";
import { messageTags, type MessageTag } from "@/lib/domain/messaging-rules";
import { toSendContent } from "@/lib/domain/send-content";
import type { Said } from "@/lib/broadcasts/schema";
import { TagConfirmation } from "./tag-confirmation";

type TagFieldProps = {
  tag: MessageTag | null;
  content: MessageContent;
  isConfirmed: boolean;
  /** Who confirmed it, once that is saved. */
  said: Said | null;
  onChange: (change: { tag?: MessageTag | null; isTagConfirmed: boolean }) => void;
};

/** Under which rule it goes to those whose standard window is closed. Every tag is shown; what cannot be used says why. */
export function TagField({ tag, content, isConfirmed, said, onChange }: TagFieldProps) {
  const t = useTranslations("broadcasts.tag");
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{t("title")}</legend>
      <p className="mb-2 text-xs text-ink-muted">{t("hint")}</p>
      <div className="rounded-lg border border-line">
        <Choice
          title={t("none")}
          about={t("noneAbout")}
          isChosen={tag === null}
          onChoose={() => onChange({ tag: null, isTagConfirmed: false })}
        />
        {messageTags.map((known) => (
          <TagChoice
            key={known}
            tag={known}
            content={content}
            isChosen={tag === known}
            onChoose={() => onChange({ tag: known, isTagConfirmed: false })}
          />
        ))}
      </div>
      {tag !== null && (
        <TagConfirmation
          className="mt-3"
          tag={tag}
          words={listContentWords(content)}
          isConfirmed={isConfirmed}
          said={said}
          onChange={(isTagConfirmed) => onChange({ isTagConfirmed })}
        />
      )}
    </fieldset>
  );
}

type TagChoiceProps = {
  tag: MessageTag;
  content: MessageContent;
  isChosen: boolean;
  onChoose: () => void;
};

function TagChoice({ tag, content, isChosen, onChoose }: TagChoiceProps) {
  const t = useTranslations("policy");
  const words = useTranslations("broadcasts.tag");
  const reasons = useTranslations("deliveryReasons");
  const format = useFormatter();
  const { page } = usePageSession();
  const refusal = decideComposition({
    profile: page.profile,
    platform: "messenger",
    way: "fan-out",
    author: "automation",
    humanAgentApproved: true,
    tag,
    // A promotion is warned of below, where it can be said to be none.
    content: toSendContent(content, true),
    at: new Date(useNow()),
  });
  const why =
    refusal &&
    [
      refusal.since === null
        ? reasons(refusal.reason)
        : words("ended", { date: format.dateTime(refusal.since, "ruleDay") }),
      ...refusal.instead.map((instead) => t(`instead.${instead}`)),
    ].join(" ");
  return (
    <Choice
      title={t(`rule.${tag}.name`)}
      code={tag}
      about={t(`rule.${tag}.about`)}
      isChosen={isChosen}
      refused={why ?? undefined}
      onChoose={onChoose}
    />
  );
}

type ChoiceProps = {
  title: string;
  code?: string;
  about: string;
  isChosen: boolean;
  /** Why it cannot be chosen. */
  refused?: string;
  onChoose: () => void;
};

function Choice({ title, code, about, isChosen, refused, onChoose }: ChoiceProps) {
  const words = useTranslations("broadcasts.tag");
  const isOff = refused !== undefined;
  return (
    <label
      className={cn(
        "flex gap-3 border-t border-line px-3.5 py-2.5 first:border-0",
        isOff ? "cursor-not-allowed text-ink-muted" : "hover:bg-hover",
      )}
    >
      <input
        type="radio"
        name="message-tag"
        className="mt-1 size-4 shrink-0"
        checked={isChosen}
        disabled={isOff && !isChosen}
        onChange={onChoose}
      />
      <span className="min-w-0 text-sm">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{title}</span>
          {code !== undefined && <code className="text-xs text-ink-muted">{code}</code>}
          {isOff && <Badge>{words("unavailable")}</Badge>}
        </span>
        <span className="block text-ink-muted">{isOff ? refused : about}</span>
      </span>
    </label>
  );
}
