"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { LabelBook } from "@/components/predicate/label-book";
import { LabelChip, useLabelName } from "@/components/predicate/label-chip";
import { LabelPicker } from "@/components/predicate/label-picker";
import { buttonClass } from "@/components/ui/button-class";
import { Popover } from "@/components/ui/popover";

type LabelChoiceProps = {
  title: string;
  book: LabelBook;
  chosen: readonly string[];
  onChange: (labelIds: readonly string[]) => void;
  /** One takes the place of another. */
  isSingle?: boolean;
};

/** Some labels, as chips that can be taken away again, and a field to find more. */
export function LabelChoice({ title, book, chosen, onChange, isSingle }: LabelChoiceProps) {
  const t = useTranslations("jobs.dialog");
  const nameOf = useLabelName(book);
  const [isOpen, setIsOpen] = useState(false);
  const toggle = (labelId: string) =>
    onChange(chosen.includes(labelId) ? chosen.filter((id) => id !== labelId) : [...chosen, labelId]);
  const choose = (labelId: string) => {
    onChange([labelId]);
    setIsOpen(false);
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{title}</legend>
      <div className="flex flex-wrap items-center gap-1.5">
        {chosen.map((labelId) => (
          <span key={labelId} className="inline-flex items-center">
            <LabelChip name={nameOf(labelId)} hue={book.byId.get(labelId)?.hue ?? null} isLarge />
            <button
              type="button"
              aria-label={t("without", { name: nameOf(labelId) })}
              onClick={() => toggle(labelId)}
              className="grid size-6 place-items-center rounded-sm text-ink-muted hover:bg-hover"
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        ))}
        <Popover
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          label={title}
          trigger={
            <button type="button" aria-label={t("add", { title })} className={buttonClass("plain", "small")}>
              <Plus size={14} aria-hidden />
              {t("label")}
            </button>
          }
        >
          <LabelPicker
            book={book}
            label={title}
            chosen={isSingle ? undefined : new Set(chosen)}
            onPick={isSingle ? choose : toggle}
          />
        </Popover>
      </div>
    </fieldset>
  );
}
