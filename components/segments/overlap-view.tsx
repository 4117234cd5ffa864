"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { LabelBook } from "@/components/predicate/label-book";
import { LabelChip, useLabelName } from "@/components/predicate/label-chip";
import { LabelPicker } from "@/components/predicate/label-picker";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { buttonClass } from "@/components/ui/button-class";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { regionLabelsMax } from "@/lib/domain/label-regions";
import type { Predicate } from "@/lib/domain/predicate";
import { overlapQuery } from "@/lib/segments/queries";
import { RegionList } from "./region-list";

type OverlapViewProps = {
  book: LabelBook;
  /** What to begin with: the labels of the predicate. */
  labelIds: readonly string[];
  /** What a region becomes when it is pressed; not given to those who may only look. */
  onChoose: ((predicate: Predicate) => void) | null;
};

/** How up to six labels overlap: every combination that somebody has, with exactly how many have it. */
export function OverlapView({ book, labelIds, onChoose }: OverlapViewProps) {
  const t = useTranslations("segments.overlap");
  const { pageId } = usePageSession();
  const [chosen, setChosen] = useState(() =>
    labelIds.filter((id) => book.byId.has(id)).slice(0, regionLabelsMax),
  );
  const query = useQuery({ ...overlapQuery(pageId, chosen), enabled: chosen.length > 0 });
  return (
    <>
      <ChosenLabels {...{ book, chosen }} onChange={setChosen} />
      {chosen.length === 0 ? (
        <p className="text-sm text-ink-muted">{t("empty")}</p>
      ) : query.error !== null && query.data === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data?.regions.length !== 2 ** chosen.length ? (
        <Skeleton className="h-24! w-full" />
      ) : (
        <RegionList overlap={query.data} labelIds={chosen} {...{ book, onChoose }} />
      )}
    </>
  );
}

type ChosenLabelsProps = {
  book: LabelBook;
  chosen: readonly string[];
  onChange: (labelIds: string[]) => void;
};

function ChosenLabels({ book, chosen, onChange }: ChosenLabelsProps) {
  const t = useTranslations("segments.overlap");
  const nameOf = useLabelName(book);
  const [isOpen, setIsOpen] = useState(false);
  const without = (labelId: string) => chosen.filter((other) => other !== labelId);
  const toggle = (labelId: string) => {
    if (chosen.includes(labelId)) onChange(without(labelId));
    else if (chosen.length < regionLabelsMax) onChange([...chosen, labelId]);
  };
  return (
    <div className="mb-3 flex flex-wrap items-center gap-1.5">
      {chosen.map((labelId) => (
        <span key={labelId} className="inline-flex items-center">
          <LabelChip name={nameOf(labelId)} hue={book.byId.get(labelId)?.hue ?? null} />
          <button
            type="button"
            aria-label={t("leaveOut", { label: nameOf(labelId) })}
            onClick={() => onChange(without(labelId))}
            className="grid size-6 place-items-center rounded-sm text-ink-muted hover:bg-hover"
          >
            <X size={14} aria-hidden />
          </button>
        </span>
      ))}
      <Popover
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        label={t("choose")}
        trigger={
          <button type="button" className={buttonClass("plain", "small")}>
            <Plus size={14} aria-hidden />
            {t("choose")}
          </button>
        }
      >
        <LabelPicker book={book} label={t("choose")} onPick={toggle} chosen={new Set(chosen)} />
        {chosen.length === regionLabelsMax && (
          <p className="px-3 pb-2 text-xs text-ink-muted">{t("full", { max: regionLabelsMax })}</p>
        )}
      </Popover>
    </div>
  );
}
