"use client";

import { useFormatter, useTranslations } from "use-intl";
import { cn } from "@/lib/cn";
import type { Said } from "@/lib/broadcasts/schema";
import type { MessageTag } from "@/lib/domain/messaging-rules";
import { findPromotionalWording } from "@/lib/domain/promotional-wording";
import { TagUses } from "./tag-uses";

type TagConfirmationProps = {
  tag: MessageTag;
  /** All that the message says. */
  words: readonly string[];
  isConfirmed: boolean;
  /** Who confirmed it, once that is saved. */
  said?: Said | null;
  onChange: (isConfirmed: boolean) => void;
  className?: string;
};

/** Somebody says that the use is an allowed one, with the uses before their eyes; who and when is kept. */
export function TagConfirmation({
  tag,
  words,
  isConfirmed,
  said = null,
  onChange,
  className,
}: TagConfirmationProps) {
  const t = useTranslations("broadcasts.tag");
  const format = useFormatter();
  const promotional = findPromotionalWording(words);
  return (
    <div className={cn("rounded-lg border border-line p-3.5", className)}>
      <TagUses tag={tag} />
      {promotional.length > 0 && (
        <p role="alert" className="mt-3 text-sm text-warning-ink">
          {t("promotional", { words: promotional.map((word) => `“${word}”`).join(", ") })}
        </p>
      )}
      <label className="mt-3 flex gap-3 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0"
          checked={isConfirmed}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>
          {t(promotional.length > 0 ? "confirmNoPromotion" : "confirm")}
          {said !== null && isConfirmed && (
            <span className="block text-xs text-ink-muted">
              {t("said", {
                name: said.by ?? t("somebody"),
                at: format.dateTime(new Date(said.at), "moment"),
              })}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}
