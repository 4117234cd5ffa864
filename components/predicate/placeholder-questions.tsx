"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { buttonClass } from "@/components/ui/button-class";
import type { TargetingPlaceholder } from "@/lib/domain/predicate-targeting-reader";
import type { LabelBook } from "./label-book";
import { LabelPicker } from "./label-picker";

type PlaceholderQuestionsProps = {
  placeholders: readonly TargetingPlaceholder[];
  answers: ReadonlyMap<string, string>;
  book: LabelBook;
  onAnswer: (key: string, value: string) => void;
};

const operators = ["AND", "OR", "NOT"].map((operator) => ({ value: operator, label: operator }));

/** The platform's own examples hold places such as <UNDER_25_CUSTOMERS_LABEL_ID>: each is asked for. */
export function PlaceholderQuestions({ placeholders, answers, book, onAnswer }: PlaceholderQuestionsProps) {
  const t = useTranslations("predicate.json");
  return (
    <ul className="mt-3 grid gap-2">
      {placeholders.map((placeholder) => (
        <li key={placeholder.key} className="flex flex-wrap items-center gap-3 text-sm">
          <code className="font-mono text-xs">{t("placeholderName", { name: placeholder.name })}</code>
          {placeholder.asksFor === "operator" ? (
            <Segmented
              label={t("whichOperator", { name: placeholder.name })}
              value={answers.get(placeholder.key) ?? ""}
              onChange={(value) => onAnswer(placeholder.key, value)}
              options={operators}
            />
          ) : (
            <LabelQuestion
              name={placeholder.name}
              chosenName={book.byId.get(answers.get(placeholder.key) ?? "")?.name}
              book={book}
              onAnswer={(labelId) => onAnswer(placeholder.key, labelId)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

type LabelQuestionProps = {
  name: string;
  chosenName: string | undefined;
  book: LabelBook;
  onAnswer: (labelId: string) => void;
};

function LabelQuestion({ name, chosenName, book, onAnswer }: LabelQuestionProps) {
  const t = useTranslations("predicate.json");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={t("whichLabel", { name })}
      trigger={
        <button type="button" className={buttonClass("plain", "small")}>
          {chosenName ?? t("chooseLabel")}
        </button>
      }
    >
      <LabelPicker
        book={book}
        label={t("whichLabel", { name })}
        onPick={(labelId) => {
          setIsOpen(false);
          onAnswer(labelId);
        }}
      />
    </Popover>
  );
}
