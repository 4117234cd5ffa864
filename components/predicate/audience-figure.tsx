"use client";

import { useTranslations } from "use-intl";
import { Count, useShare } from "@/components/shell/count";
import { useTroubleWords } from "@/components/shell/load-trouble";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import type { LiveCounts } from "./use-live-counts";

/** How many people, of how many. Announced politely as it changes; greyed while the new number is on its way. */
export function AudienceFigure({ live, everyone }: { live: LiveCounts; everyone: number | undefined }) {
  const t = useTranslations("predicate.figure");
  const share = useShare();
  const wordsOf = useTroubleWords();
  const { counts } = live;
  const people = counts?.waterfall.matches;
  const total = counts?.everyone ?? everyone;
  return (
    <div>
      <div
        role="status"
        aria-busy={live.isCounting || undefined}
        className="flex min-h-9 flex-wrap items-baseline gap-x-2"
      >
        <b
          className={cn(
            "text-figure font-semibold tracking-[-0.028em]",
            (live.isCounting || live.error !== null) && "text-ink-muted",
          )}
        >
          <Count value={people} />
        </b>
        {total !== undefined && <span className="text-ink-muted">{t("of", { count: total })}</span>}
        {people !== undefined && total !== undefined && (
          <span className="text-ink-faint">{share(people, total)}</span>
        )}
      </div>
      {live.error !== null && (
        <p role="alert" className="mt-1 flex flex-wrap items-center gap-2 text-sm text-danger-ink">
          {t("trouble", { message: wordsOf(live.error) })}
          <Button size="small" onClick={live.retry}>
            {t("retry")}
          </Button>
        </p>
      )}
      {counts !== null && counts.labelsUnknown > 0 && (
        <p className="text-xs text-ink-muted">{t("labelsUnknown", { count: counts.labelsUnknown })}</p>
      )}
    </div>
  );
}
