"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { LabelBook } from "@/components/predicate/label-book";
import { hueStyle, useLabelName } from "@/components/predicate/label-chip";
import { Count } from "@/components/shell/count";
import { ShareBar } from "@/components/ui/share-bar";
import { cn } from "@/lib/cn";
import { hasLabel, listRegions, toRegionPredicate, type LabelRegion } from "@/lib/domain/label-regions";
import type { Predicate } from "@/lib/domain/predicate";
import type { Overlap } from "@/lib/segments/schema";

type RegionListProps = {
  overlap: Overlap;
  labelIds: readonly string[];
  book: LabelBook;
  onChoose: ((predicate: Predicate) => void) | null;
};

/** An UpSet plot lying on its side: a row a combination, a dot for each label, a bar and the number. */
export function RegionList({ overlap, labelIds, book, onChoose }: RegionListProps) {
  const t = useTranslations("segments.overlap");
  const wordsOf = useRegionWords(labelIds, book);
  const regions = listRegions(overlap.regions);
  const empty = overlap.regions.length - regions.length;
  return (
    <>
      <p className="mb-2 text-xs text-ink-muted">{onChoose === null ? t("about") : t("aboutChoose")}</p>
      <ul aria-label={t("label")} className="text-sm">
        {regions.map((region) => (
          <li key={region.bits}>
            <RegionRow
              {...{ region, labelIds, book }}
              words={wordsOf(region.bits)}
              everyone={overlap.everyone}
              onPress={onChoose && (() => onChoose(toRegionPredicate(labelIds, region.bits)))}
            />
          </li>
        ))}
      </ul>
      {empty > 0 && <p className="mt-2 text-xs text-ink-muted">{t("emptyRegions", { count: empty })}</p>}
    </>
  );
}

type RegionRowProps = {
  region: LabelRegion;
  labelIds: readonly string[];
  book: LabelBook;
  words: string;
  everyone: number;
  onPress: (() => void) | null;
};

function RegionRow({ region, labelIds, book, words, everyone, onPress }: RegionRowProps) {
  const content = (
    <>
      <span aria-hidden className="flex shrink-0 gap-1">
        {labelIds.map((labelId, at) => (
          <span
            key={labelId}
            style={hueStyle(book.byId.get(labelId)?.hue ?? null)}
            className={cn(
              "hue label-dot size-3 rounded-full",
              hasLabel(region.bits, at)
                ? "bg-(--label-dot)"
                : "shadow-[inset_0_0_0_1px_var(--color-line-strong)]",
            )}
          />
        ))}
      </span>
      <span className="min-w-0 flex-1 text-start wrap-anywhere">{words}</span>
      <ShareBar now={region.people} page={everyone} className="w-24 shrink-0 max-sm:hidden" />
      <span className="w-14 shrink-0 text-end font-semibold">
        <Count value={region.people} />
      </span>
    </>
  );
  const className = "flex min-h-9 w-full items-center gap-3 rounded-md px-2 py-1 -mx-2";
  if (onPress === null) return <div className={className}>{content}</div>;
  return (
    <button type="button" onClick={onPress} className={cn(className, "w-[calc(100%+1rem)] hover:bg-hover")}>
      {content}
    </button>
  );
}

/** "California and Under 25, none of the others", and for those with none of them "None of these". */
function useRegionWords(labelIds: readonly string[], book: LabelBook): (bits: number) => string {
  const t = useTranslations("segments.overlap");
  const format = useFormatter();
  const nameOf = useLabelName(book);
  return (bits) => {
    const carried = labelIds.filter((_, at) => hasLabel(bits, at));
    if (carried.length === 0) return t("none", { count: labelIds.length });
    const labels = format.list(carried.map(nameOf));
    return carried.length === labelIds.length ? labels : t("only", { labels });
  };
}
