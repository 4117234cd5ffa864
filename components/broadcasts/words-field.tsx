"use client";

import { UserRound } from "lucide-react";
import { useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { FieldNote } from "@/components/ui/text-field";
import type { ContentLimit } from "@/lib/domain/message-content";
import { checkMessageText, countCodePoints, measureMessageText } from "@/lib/domain/message-text";
import { anyNames } from "./content-words";

type WordsFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  limit: ContentLimit;
  hint?: string;
  /** What is wrong with it. */
  error: string | undefined;
  /** The first name can be filled in. */
  isPersonal?: boolean;
  /** Given: several lines. */
  rows?: number;
};

/** Words that a customer reads, with their length beside the limit, and whose limit it is. */
export function WordsField(props: WordsFieldProps) {
  const { label, value, onChange, limit, hint, error, isPersonal = false, rows } = props;
  const t = useTranslations("broadcasts.words");
  const id = useId();
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const { length, hasName } = isPersonal
    ? measure(value)
    : { length: countCodePoints(value), hasName: false };
  const insertName = () => {
    const start = field.current?.selectionStart ?? value.length;
    const end = field.current?.selectionEnd ?? value.length;
    const inserted = t("firstName");
    onChange(value.slice(0, start) + inserted + value.slice(end));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start + inserted.length, start + inserted.length);
    });
  };
  const input = {
    ref: field,
    id,
    value,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
    "aria-invalid": error !== undefined || undefined,
    "aria-describedby": `${id}-note ${id}-length`,
  };
  const counted = { length, max: limit.max, nameLength: anyNames.firstNameLengthMax };
  return (
    <div className="grid gap-1.5">
      <div className="flex items-end gap-2">
        <label htmlFor={id} className="flex-1 text-sm font-medium">
          {label}
        </label>
        {isPersonal && (
          <Button look="quiet" size="small" onClick={insertName}>
            <UserRound size={14} aria-hidden />
            {t("insertName")}
          </Button>
        )}
      </div>
      <div className="field-box p-0!">
        {rows === undefined ? (
          <input {...input} autoComplete="off" className="px-3" />
        ) : (
          <textarea {...input} rows={rows} className="resize-y rounded-md px-3 py-2.5 text-base" />
        )}
      </div>
      <div className="flex gap-4">
        <div className="flex-1">
          <FieldNote id={`${id}-note`} hint={hint} error={error} />
        </div>
        <span id={`${id}-length`} className="text-xs text-ink-muted">
          {t(hasName ? "lengthNamed" : "length", counted)}
          {limit.basis === "ours" && <span> {t("ours")}</span>}
        </span>
      </div>
    </div>
  );
}

/** The longest it gets, in characters. A placeholder nobody can fill in is counted as it is written. */
function measure(text: string): { length: number; hasName: boolean } {
  let counted = text;
  for (const problem of checkMessageText(text, anyNames)) {
    if (problem.code !== "unknown-placeholder") continue;
    counted = `${counted.slice(0, problem.offset)}[${counted.slice(problem.offset + 1)}`;
  }
  const nameless = { firstNameLengthMax: 0, someWithoutFirstName: false };
  return {
    length: measureMessageText(counted, anyNames),
    hasName:
      measureMessageText(counted, nameless) !==
      measureMessageText(counted, { ...nameless, firstNameLengthMax: 1 }),
  };
}
