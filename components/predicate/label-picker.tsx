"use client";

import { useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import { Picker } from "@/components/ui/picker";
import type { LabelBook } from "./label-book";
import { LabelDot } from "./label-chip";

type LabelPickerProps = {
  book: LabelBook;
  label: string;
  onPick: (labelId: string) => void;
  /** Given: several may be chosen, and these are. */
  chosen?: ReadonlySet<string>;
};

/** Type to find a label; how many people have it stands beside it. */
export function LabelPicker({ book, label, onPick, chosen }: LabelPickerProps) {
  const t = useTranslations("predicate.picker");
  const options = book.list.map((entry) => ({
    id: entry.labelId,
    text: entry.name,
    isChosen: chosen?.has(entry.labelId),
    content: (
      <>
        <LabelDot hue={entry.hue} />
        <span className="min-w-0 flex-1 truncate">{entry.name}</span>
        <span className="text-xs text-ink-muted">
          <Count value={entry.customers} />
        </span>
      </>
    ),
  }));
  return (
    <Picker
      label={label}
      options={options}
      onPick={onPick}
      isMultiple={chosen !== undefined}
      nothingFound={book.list.length === 0 ? t("none") : t("nothingFound")}
      moreFound={(count) => t("more", { count })}
    />
  );
}
