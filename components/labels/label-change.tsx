"use client";

import { useFormatter, useTranslations } from "use-intl";
import { useNow } from "@/components/shell/use-now";
import { StepLine } from "@/components/ui/step-line";
import { Tooltip } from "@/components/ui/tooltip";
import type { LabelChange } from "@/lib/labels/schema";

const dayMs = 86_400_000;

type LabelChangeFigureProps = {
  /** Undefined while it is read. */
  change: LabelChange | undefined;
  days: 7 | 30;
  /** Since when changes are known; null: not yet. */
  knownSince: string | null;
};

/** "+31", or a dash that says from when on it will be known. */
export function LabelChangeFigure({ change, days, knownSince }: LabelChangeFigureProps) {
  const t = useTranslations("labels.change");
  const format = useFormatter();
  if (change === undefined) return null;
  const value = days === 7 ? change.change7 : change.change30;
  if (value !== null)
    return (
      <span className={value === 0 ? "text-ink-muted" : undefined}>
        {format.number(value, { signDisplay: "exceptZero" })}
      </span>
    );
  const reason =
    knownSince === null
      ? t("notYet")
      : t("from", { day: format.dateTime(new Date(Date.parse(knownSince) + days * dayMs), "day") });
  return (
    <Tooltip text={reason}>
      <button type="button" aria-label={reason} className="min-h-6 min-w-6 cursor-default text-ink-muted">
        –
      </button>
    </Tooltip>
  );
}

type LabelSparklineProps = { change: LabelChange | undefined; customers: number; knownSince: string | null };

/** How many had the label over the last 30 days, or for as long as that is known, worked out back from now. */
export function LabelSparkline({ change, customers, knownSince }: LabelSparklineProps) {
  const t = useTranslations("labels.change");
  const format = useFormatter();
  const now = useNow();
  if (change === undefined || knownSince === null || change.days.length === 0) return null;
  const from = Math.max(now - 30 * dayMs, Date.parse(knownSince));
  const first = customers - change.days.reduce((sum, day) => sum + day.change, 0);
  const points = [{ at: from, value: first }];
  for (const { at, change: by } of change.days)
    points.push({ at: Math.max(from, Date.parse(at)), value: (points.at(-1)?.value ?? first) + by });
  points.push({ at: now, value: customers });
  const values = points.map(({ value }) => value);
  return (
    <StepLine
      points={points}
      from={from}
      to={now}
      valueMin={Math.min(...values)}
      valueMax={Math.max(...values)}
      label={t("spark", { then: first, now: customers, since: format.dateTime(new Date(from), "day") })}
      className="h-5 w-16"
    />
  );
}
