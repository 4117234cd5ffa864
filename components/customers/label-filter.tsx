"use client";

import { ListFilter } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { LabelBook } from "@/components/predicate/label-book";
import { LabelPicker } from "@/components/predicate/label-picker";
import { buttonClass } from "@/components/ui/button-class";
import { Popover } from "@/components/ui/popover";
import { listLabelIds, type Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";

type LabelFilterProps = {
  book: LabelBook;
  predicate: Predicate | null;
  /** The new filter, encoded; null for none. */
  onChange: (filter: string | null) => void;
};

/** Labels that people must all have. A filter is a predicate, so it can become a segment, where it may grow. */
export function LabelFilter({ book, predicate, onChange }: LabelFilterProps) {
  const t = useTranslations("customers");
  const [isOpen, setIsOpen] = useState(false);
  const plain = predicate === null ? [] : listPlainLabels(predicate);
  const toggle = (labelId: string) => {
    // A filter of another form came with a link; the first label chosen here starts a new one.
    const next = plain === null ? [labelId] : toggleIn(plain, labelId);
    onChange(next.length === 0 ? null : encodePredicate(toFilter(next)));
  };
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={t("filter")}
      trigger={
        <button type="button" className={buttonClass("quiet")}>
          <ListFilter size={16} aria-hidden />
          {predicate === null
            ? t("filter")
            : t("filterCount", { count: new Set(listLabelIds(predicate)).size })}
        </button>
      }
    >
      <LabelPicker book={book} label={t("filterPicker")} chosen={new Set(plain ?? [])} onPick={toggle} />
    </Popover>
  );
}

function toFilter(labelIds: readonly string[]): Predicate {
  const labels = labelIds.map((labelId) => ({ op: "LABEL", labelId }) as const);
  const [only] = labels;
  return labels.length === 1 && only !== undefined ? only : { op: "AND", operands: labels };
}

/** The labels of a filter that only says "all of these"; null for any other predicate. */
function listPlainLabels(predicate: Predicate): string[] | null {
  if (predicate.op === "LABEL") return [predicate.labelId];
  if (predicate.op !== "AND") return null;
  const ids = predicate.operands.map((operand) => (operand.op === "LABEL" ? operand.labelId : null));
  return ids.every((id) => id !== null) ? ids : null;
}

function toggleIn(labelIds: readonly string[], labelId: string): string[] {
  return labelIds.includes(labelId) ? labelIds.filter((id) => id !== labelId) : [...labelIds, labelId];
}
