"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { useNow } from "@/components/shell/use-now";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StepLine } from "@/components/ui/step-line";
import { segmentSizesQuery } from "@/lib/segments/queries";
import type { SegmentRow, SegmentSize } from "@/lib/segments/schema";
import { SizeTable } from "./size-table";

/** How many people a segment selected over time: measured at each save and once a day, and told since when. */
export function SizeChart({ segment }: { segment: SegmentRow }) {
  const { pageId } = usePageSession();
  const query = useQuery(segmentSizesQuery(pageId, segment.id));
  if (query.data === undefined) {
    if (query.error !== null) return <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />;
    return <Skeleton className="h-32! w-full" />;
  }
  return <Sizes sizes={query.data} people={segment.people} />;
}

type SizesProps = { sizes: readonly SegmentSize[]; people: number | null };

function Sizes({ sizes, people }: SizesProps) {
  const t = useTranslations("segments.sizes");
  const format = useFormatter();
  const now = useNow();
  const [isTable, setIsTable] = useState(false);
  const [first] = sizes;
  if (first === undefined) return <p className="text-sm text-ink-muted">{t("none")}</p>;
  const since = format.dateTime(new Date(first.at), "moment");
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-xs text-ink-muted">{t("since", { since })}</p>
        <Button size="small" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {isTable ? t("asChart") : t("asTable")}
        </Button>
      </div>
      {isTable ? <SizeTable sizes={sizes} /> : <Chart {...{ sizes, people, now }} />}
    </>
  );
}

function Chart({ sizes, people, now }: SizesProps & { now: number }) {
  const t = useTranslations("segments.sizes");
  const format = useFormatter();
  const from = Date.parse(sizes[0]!.at);
  const most = Math.max(1, people ?? 0, ...sizes.map((size) => size.people ?? 0));
  const points = [
    ...sizes.map((size) => ({ at: Date.parse(size.at), value: size.people })),
    { at: now, value: people },
  ];
  return (
    <figure className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-ink-muted">
      <span className="self-start text-end">
        <Count value={most} />
      </span>
      <div className="row-span-2 border-y border-line">
        <StepLine
          points={points}
          from={from}
          to={now}
          valueMin={0}
          valueMax={most}
          label={t("chart", { count: sizes.length })}
          className="block h-32 w-full"
        />
      </div>
      <span className="self-end text-end">
        <Count value={0} />
      </span>
      <figcaption className="col-start-2 flex justify-between pt-1">
        <time dateTime={sizes[0]!.at}>{format.dateTime(new Date(from), "day")}</time>
        <span>{t("now")}</span>
      </figcaption>
    </figure>
  );
}
