"use client";

import { UserRound } from "lucide-react";
import { useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { FieldNote } from "@/components/ui/text-field";
import {
  checkMessageText,
  measureMessageText,
  messageLengthMax,
  type MessageTextProblem,
} from "@/lib/domain/message-text";

type MessageFieldProps = {
  value: string;
  onChange: (value: string) => void;
  /** What the server said about the text. */
  error: string | undefined;
};

/**
 * Until the server has looked at the real names, the longest possible one is assumed (Facebook allows 50
 * characters in a first name) and that somebody has none: what is fine here is fine for everyone.
 */
const anyNames = { firstNameLengthMax: 50, someWithoutFirstName: true };

export function MessageField({ value, onChange, error }: MessageFieldProps) {
  const t = useTranslations("broadcasts.message");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const wordsOf = useTextProblemWords();
  const { length, hasName } = measureText(value);
  const problem = checkMessageText(value, anyNames).find(({ code }) => code !== "empty");
  const trouble = error ?? (problem && wordsOf(problem));

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
  return (
    <div className="grid gap-1.5">
      <div className="flex items-end gap-2">
        <label htmlFor={id} className="flex-1 text-sm font-medium">
          {t("label")}
        </label>
        <Button look="quiet" size="small" onClick={insertName}>
          <UserRound size={14} aria-hidden />
          {t("insertName")}
        </Button>
      </div>
      <div className="field-box p-0!">
        <textarea
          ref={field}
          id={id}
          rows={7}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={trouble !== undefined || undefined}
          aria-describedby={`${id}-note ${id}-length`}
          className="resize-y rounded-md px-3 py-2.5 text-base"
        />
      </div>
      <div className="flex gap-4">
        <div className="flex-1">
          <FieldNote id={`${id}-note`} hint={t("hint")} error={trouble} />
        </div>
        <span id={`${id}-length`} className="text-xs text-ink-muted">
          {t(hasName ? "lengthNamed" : "length", {
            length,
            max: messageLengthMax,
            nameLength: anyNames.firstNameLengthMax,
          })}
        </span>
      </div>
    </div>
  );
}

/** The longest it gets, in characters. A placeholder nobody can fill in is counted as it is written. */
function measureText(text: string): { length: number; hasName: boolean } {
  let counted = text;
  for (const problem of checkMessageText(text, anyNames)) {
    if (problem.code !== "unknown-placeholder") continue;
    counted = `${counted.slice(0, problem.offset)}[${counted.slice(problem.offset + 1)}`;
  }
  const length = measureMessageText(counted, anyNames);
  const nameless = { firstNameLengthMax: 0, someWithoutFirstName: false };
  return {
    length,
    hasName:
      measureMessageText(counted, nameless) !==
      measureMessageText(counted, { ...nameless, firstNameLengthMax: 1 }),
  };
}

function useTextProblemWords(): (problem: MessageTextProblem) => string {
  const t = useTranslations("broadcasts.message.problem");
  return (problem) => {
    switch (problem.code) {
      case "empty":
        return t("empty");
      case "too-long":
        return t("tooLong", { length: problem.length, max: problem.lengthMax });
      case "unknown-placeholder":
        return t("unknownPlaceholder", { name: problem.name });
      case "fallback-missing":
        return t("fallbackMissing");
    }
  };
}
