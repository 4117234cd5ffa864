"use client";

import { memo, useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Predicate } from "@/lib/domain/predicate";
import { toSentence } from "@/lib/domain/predicate-sentence";
import { cn } from "@/lib/cn";
import type { LabelBook } from "./label-book";
import { hueStyle, useLabelName } from "./label-chip";

type SentenceProps = { predicate: Predicate | null; book: LabelBook; isSmall?: boolean };

/** Who is meant, in words; each label underlined in its colour. */
export const Sentence = memo(function Sentence({ predicate, book, isSmall }: SentenceProps) {
  const t = useTranslations("predicate.sentence");
  const nameOf = useLabelName(book);
  const parts = useMemo(() => (predicate === null ? [] : toSentence(predicate, nameOf)), [predicate, nameOf]);
  if (predicate === null) return <p className="text-lg text-ink-muted">{t("nothing")}</p>;
  return (
    <p
      className={cn(
        "max-w-184 text-pretty wrap-anywhere text-ink-muted",
        isSmall ? "text-sm" : "text-base leading-6 md:text-lg md:leading-7",
      )}
    >
      {parts.map((part, index) =>
        part.kind === "text" ? (
          part.text
        ) : (
          <em
            key={index}
            style={hueStyle(book.byId.get(part.labelId)?.hue ?? null)}
            className="hue font-medium text-ink not-italic underline decoration-(--label-dot) decoration-2 underline-offset-4"
          >
            {part.name}
          </em>
        ),
      )}
      {t("end")}
    </p>
  );
});
