"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Skeleton } from "@/components/ui/skeleton";
import { forecastQuery } from "@/lib/broadcasts/queries";
import type { BroadcastRow, SendForecast } from "@/lib/broadcasts/schema";

const width = 600;
const height = 72;

/** "What if I send at …": how many could still be reached at each time of the next day, if nobody wrote meanwhile. */
export function ForecastSlider({ broadcast }: { broadcast: BroadcastRow }) {
  const t = useTranslations("broadcasts.forecast");
  const format = useFormatter();
  const id = useId();
  const { pageId } = usePageSession();
  const { data, error, refetch } = useQuery(forecastQuery(pageId, broadcast.id));
  const [chosen, setChosen] = useState<number | null>(null);
  if (error !== null && data === undefined)
    return <LoadTrouble error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-32! w-full" />;
  const { points } = data;
  const index = chosen ?? findStart(points, broadcast.scheduledAt);
  const point = points[index]!;
  const time = format.dateTime(new Date(point.at), "moment");
  return (
    <div>
      <label htmlFor={id} className="text-sm">
        {t("at", { time })}
      </label>
      <output htmlFor={id} className="ms-2 text-base font-semibold" aria-live="polite">
        {t("people", { count: point.people })}
      </output>
      <ForecastChart points={points} index={index} />
      <input
        id={id}
        type="range"
        min={0}
        max={points.length - 1}
        value={index}
        onChange={(event) => setChosen(event.target.valueAsNumber)}
        aria-valuetext={t("valueText", { time, count: point.people })}
        className="mt-1 h-6 w-full accent-accent"
      />
      <p className="text-xs text-ink-muted">{t("note")}</p>
    </div>
  );
}

/** The point nearest to when it is to be sent: now, or its time, or the end where that lies beyond. */
function findStart(points: SendForecast["points"], scheduledAt: string | null): number {
  if (scheduledAt === null) return 0;
  const distance = ({ at }: { at: string }) => Math.abs(Date.parse(at) - Date.parse(scheduledAt));
  return points.reduce((best, point, at) => (distance(point) < distance(points[best]!) ? at : best), 0);
}

type ForecastChartProps = { points: SendForecast["points"]; index: number };

function ForecastChart({ points, index }: ForecastChartProps) {
  const highest = Math.max(1, ...points.map(({ people }) => people));
  const x = (at: number) => (at / (points.length - 1)) * width;
  const y = (people: number) => height - (people / highest) * (height - 4);
  const line = points.map(({ people }, at) => `${x(at)},${y(people)}`).join(" ");
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
      className="mt-2 block h-18 w-full overflow-visible"
    >
      <polygon points={`0,${height} ${line} ${width},${height}`} className="fill-accent-soft" />
      <polyline
        points={line}
        className="fill-none stroke-accent"
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
      <line
        x1={x(index)}
        x2={x(index)}
        y1={0}
        y2={height}
        className="stroke-ink"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
