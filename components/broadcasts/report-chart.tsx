"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { BroadcastReport } from "@/lib/broadcasts/schema";
import { cn } from "@/lib/cn";

const width = 600;
const height = 90;
const series = [
  { key: "sent", line: "stroke-accent", mark: "bg-accent", dashes: undefined },
  { key: "delivered", line: "stroke-success", mark: "bg-success", dashes: "6 3" },
  { key: "read", line: "stroke-warning", mark: "bg-warning", dashes: "2 3" },
] as const;

/** Sent, delivered and read over the time of the broadcast. The numbers stand beside it, newer than these may be. */
export function ReportChart({ timeline }: { timeline: BroadcastReport["timeline"] }) {
  const t = useTranslations("broadcasts.report");
  const format = useFormatter();
  const last = timeline.at(-1);
  if (last === undefined) return null;
  const highest = Math.max(1, last.sent);
  const points = (key: (typeof series)[number]["key"]) =>
    [{ sent: 0, delivered: 0, read: 0 }, ...timeline]
      .map(
        (point, at) => `${(at / timeline.length) * width},${height - (point[key] / highest) * (height - 4)}`,
      )
      .join(" ");
  return (
    <figure className="mb-6" aria-label={t("chart")}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden
        className="block h-22 w-full border-b border-line"
      >
        {series.map(({ key, line, dashes }) => (
          <polyline
            key={key}
            points={points(key)}
            className={cn("fill-none", line)}
            strokeWidth={2}
            strokeDasharray={dashes}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <figcaption className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
        {series.map(({ key, mark }) => (
          <span key={key} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={cn("size-2 rounded-xs", mark)} />
            {t(`series.${key}`)}
          </span>
        ))}
        <span className="ms-auto">{t("until", { time: format.dateTime(new Date(last.at), "moment") })}</span>
      </figcaption>
    </figure>
  );
}
