"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";
import { printTargeting } from "@/lib/domain/predicate-targeting";
import {
  parseTargeting,
  toTextPosition,
  type TargetingReading,
} from "@/lib/domain/predicate-targeting-reader";
import { CopyButton } from "./copy-button";
import type { LabelBook } from "./label-book";
import { PlaceholderQuestions } from "./placeholder-questions";
import { useTargetingProblemWords } from "./targeting-words";

type JsonFaceProps = {
  /** The finished predicate, or null while the draft has problems: then there is nothing to show or copy. */
  predicate: Predicate | null;
  book: LabelBook;
  isReadOnly: boolean;
  onChange: (predicate: Predicate) => void;
};

/**
 * The predicate as the platform writes it. What is typed or pasted here becomes the tree as soon as it can be read;
 * until then the tree stays as it is and the first trouble is named with its place.
 */
export function JsonFace({ predicate, book, isReadOnly, onChange }: JsonFaceProps) {
  const t = useTranslations("predicate.json");
  const id = useId();
  const printed = predicate === null ? "" : printTargeting(predicate);
  const [typed, setTyped] = useState<{ text: string; code: string } | null>(null);
  const [answers, setAnswers] = useState<ReadonlyMap<string, string>>(new Map());
  const code = predicate === null ? "" : encodePredicate(predicate);

  // What was typed stays as typed for as long as it is this predicate, or cannot be read yet.
  const reading = typed === null ? null : parseTargeting(typed.text, answers, book.ids);
  const isTyping = typed !== null && (reading?.ok === false || typed.code === code);
  const text = isTyping ? typed.text : printed;

  const read = (next: string, given: ReadonlyMap<string, string>) => {
    const result = parseTargeting(next, given, book.ids);
    setTyped({ text: next, code: result.ok ? encodePredicate(result.predicate) : code });
    if (result.ok) onChange(result.predicate);
  };
  const answer = (key: string, value: string) => {
    const given = new Map(answers).set(key, value);
    setAnswers(given);
    read(text, given);
  };

  return (
    <div>
      <label htmlFor={id} className="sr-only">
        {t("label")}
      </label>
      <textarea
        id={id}
        value={text}
        readOnly={isReadOnly}
        spellCheck={false}
        placeholder={t("placeholder")}
        rows={Math.min(28, Math.max(10, text.split("\n").length + 1))}
        aria-invalid={(isTyping && reading?.ok === false) || undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          setAnswers(new Map());
          read(event.target.value, new Map());
        }}
        className="block w-full resize-y rounded-lg bg-canvas px-4 py-3.5 font-mono text-sm leading-5.5 whitespace-pre shadow-[inset_0_0_0_1px_var(--color-line-control)] outline-offset-0"
      />
      <div id={`${id}-note`} className="mt-2 text-xs text-ink-muted">
        {isTyping && reading?.ok === false ? (
          <Troubles reading={reading} text={text} />
        ) : (
          <p>{predicate === null ? t("unfinished") : t("hint")}</p>
        )}
      </div>
      {isTyping && reading?.ok === false && reading.placeholders.length > 0 && (
        <PlaceholderQuestions
          placeholders={reading.placeholders}
          answers={answers}
          book={book}
          onAnswer={answer}
        />
      )}
      <CopyButton text={printed} />
    </div>
  );
}

function Troubles({ reading, text }: { reading: Extract<TargetingReading, { ok: false }>; text: string }) {
  const t = useTranslations("predicate.json");
  const wordsOf = useTargetingProblemWords();
  const placed = reading.problems.filter((problem) => problem.code !== "placeholder");
  const [first] = placed;
  if (text.trim() === "") return <p>{t("empty")}</p>;
  if (first === undefined) return <p>{t("asks", { count: reading.placeholders.length })}</p>;
  const { line, column } = toTextPosition(text, first.offset);
  return (
    <p role="alert" className="text-danger-ink">
      {t("trouble", { line, column, what: wordsOf(first) })}
    </p>
  );
}
