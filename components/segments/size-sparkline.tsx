"use client";

import { useFormatter, useTranslations } from "use-intl";
import { useNow } from "@/components/shell/use-now";
import { StepLine } from "@/components/ui/step-line";
import type { SegmentSize } from "@/lib/segments/schema";

type SizeSparklineProps = {
  /** Undefined while they are read. */
  sizes: readonly SegmentSize[] | undefined;
  /** How many they are now; null when that is not known. */
  people: number | null;
};

/** The size of a segment over the last days as a small line, with what it says in words. */
export function SizeSparkline({ sizes, people }: SizeSparklineProps) {
  const t = useTranslations("segments.sizes");
  const format = useFormatter();
  const now = useNow();
  const known = (sizes ?? []).flatMap((size) => size.people ?? []);
  const [first] = sizes ?? [];
  if (first === undefined || first.people === null || people === null) return null;
  const from = Date.parse(first.at);
  const since = format.dateTime(new Date(from), "day");
  return (
    <StepLine
      points={[
        ...(sizes ?? []).map((size) => ({ at: Date.parse(size.at), value: size.people })),
        { at: now, value: people },
      ]}
      from={from}
      to={now}
      valueMin={Math.min(...known, people)}
      valueMax={Math.max(...known, people)}
      label={t("spark", { then: first.people, now: people, since })}
      className="h-5 w-24"
    />
  );
}
