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
import { TagUses } from "./tag-uses";

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
      tag={tag}
      about={t(`rule.${tag}.about`)}
      isChosen={isChosen}
      refused={why ?? undefined}
      onChoose={onChoose}
    />
  );
}

type ChoiceProps = {
  title: string;
  /** None for "not at all". */
  tag?: MessageTag;
  about: string;
  isChosen: boolean;
  /** Why it cannot be chosen. */
  refused?: string;
  onChoose: () => void;
};

function Choice({ title, tag, about, isChosen, refused, onChoose }: ChoiceProps) {
  const words = useTranslations("broadcasts.tag");
  const isOff = refused !== undefined;
  return (
    <div className={cn("border-t border-line first:border-0", isOff && "text-ink-muted")}>
      <label className={cn("flex gap-3 px-3.5 pt-2.5 pb-2", isOff ? "cursor-not-allowed" : "hover:bg-hover")}>
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
            {tag !== undefined && <code className="text-xs text-ink-muted">{tag}</code>}
            {isOff && <Badge>{words("unavailable")}</Badge>}
          </span>
          <span className="block text-ink-muted">{isOff ? refused : about}</span>
        </span>
      </label>
      {/* Of the chosen one they stand beside what is to be confirmed. */}
      {tag !== undefined && !isChosen && (
        <details className="px-3.5 pb-2.5 ps-10.5 text-xs">
          <summary className="w-fit cursor-pointer text-ink-muted hover:text-ink">
            {words("uses")} <span className="sr-only">{title}</span>
          </summary>
          <TagUses tag={tag} className="mt-2 text-ink" />
        </details>
      )}
    </div>
  );
}
