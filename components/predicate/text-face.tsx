"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";
import type { NamedLabel } from "@/lib/domain/predicate-label-names";
import type { PredicateTextReading } from "@/lib/domain/predicate-text";
import { CopyButton } from "./copy-button";
import type { LabelBook } from "./label-book";
import { useTextProblemWords } from "./text-words";

/** A way to write a predicate down and to read it back: query text, or a sentence. */
export type PredicateLanguage = {
  name: "sentence" | "query";
  print: (predicate: Predicate, labels: readonly NamedLabel[]) => string;
  parse: (text: string, labels: readonly NamedLabel[]) => PredicateTextReading;
};

export type TextFaceProps = {
  language: PredicateLanguage;
  /** The finished predicate, or null while the draft has problems: then there is nothing to show or copy. */
  predicate: Predicate | null;
  book: LabelBook;
  isReadOnly: boolean;
  onChange: (predicate: Predicate) => void;
};

/**
 * The predicate as a text. What is typed becomes the tree as soon as it can be read; until then the tree stays as it
 * is and the first trouble is named with its place.
 */
export function TextFace({ language, predicate, book, isReadOnly, onChange }: TextFaceProps) {
  const t = useTranslations("predicate.text");
  const wordsOf = useTextProblemWords();
  const id = useId();
  const code = predicate === null ? "" : encodePredicate(predicate);
  const [typed, setTyped] = useState<{ text: string; code: string } | null>(null);
  const printed = predicate === null ? "" : language.print(predicate, book.list);

  // What was typed stays as typed for as long as it is this predicate, or cannot be read yet.
  const reading = typed === null ? null : language.parse(typed.text, book.list);
  const isTyping = typed !== null && (reading?.ok === false || typed.code === code);
  const text = isTyping ? typed.text : printed;
  const problem = isTyping && reading?.ok === false ? reading.problems[0] : undefined;

  const read = (next: string) => {
    const result = language.parse(next, book.list);
    setTyped({ text: next, code: result.ok ? encodePredicate(result.predicate) : code });
    if (result.ok) onChange(result.predicate);
  };
  return (
    <div>
      <label htmlFor={id} className="sr-only">
        {t(`${language.name}.label`)}
      </label>
      <textarea
        id={id}
        value={text}
        readOnly={isReadOnly}
        spellCheck={false}
        placeholder={t(`${language.name}.placeholder`)}
        rows={4}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => read(event.target.value)}
        className="block w-full resize-y rounded-lg bg-canvas px-4 py-3.5 font-mono text-sm leading-5.5 shadow-[inset_0_0_0_1px_var(--color-line-control)] outline-offset-0"
      />
      <div id={`${id}-note`} className="mt-2 text-xs text-ink-muted">
        {problem === undefined ? (
          <p>{predicate === null ? t("unfinished") : t(`${language.name}.hint`)}</p>
        ) : (
          <p role="alert" className="text-danger-ink">
            {t("trouble", { at: problem.offset + 1, what: wordsOf(problem) })}
          </p>
        )}
      </div>
      <CopyButton text={printed} />
    </div>
  );
}
