"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { Tone } from "@/components/ui/badge";
import type { JobRow } from "@/lib/bulk-changes/schema";

export const jobTones: Record<JobRow["state"], Tone> = {
  waiting: "neutral",
  running: "accent",
  paused: "warning",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
};

export const itemTones: Record<keyof JobRow["counts"], Tone> = {
  pending: "neutral",
  attempting: "accent",
  done: "success",
  unchanged: "neutral",
  failed: "danger",
  skipped: "neutral",
  unknown: "warning",
};

/** What a job does, in a sentence: "Put on Churned, take off California". */
export function useJobTitle(): (job: JobRow) => string {
  const t = useTranslations("jobs");
  const format = useFormatter();
  return ({ kind, assign, remove }) => {
    const list = (labels: JobRow["assign"]) =>
      labels.length === 0 ? "none" : format.list(labels.map(({ name }) => `\u2068${name}\u2069`));
    if (kind === "rename" || kind === "merge")
      return t("moveTitle", { kind, old: list(remove), name: list(assign) });
    return t("title", {
      undo: kind === "undo" ? "yes" : "no",
      assigned: list(assign),
      removed: list(remove),
      both: assign.length > 0 && remove.length > 0 ? "yes" : "no",
    });
  };
}

/** How many of its items have ended, whatever became of them. */
export function countEnded({ counts, items }: JobRow): number {
  return items - counts.pending - counts.attempting;
}

/** "390 changed, 22 were that way, 3 left out": what came of it, without what is none. */
export function useJobOutcome(): (job: JobRow) => string {
  const t = useTranslations("jobs.outcome");
  const format = useFormatter();
  return ({ counts }) => {
    const parts = (["done", "unchanged", "skipped", "failed", "unknown"] as const).flatMap((state) =>
      counts[state] > 0 ? [t(state, { count: counts[state] })] : [],
    );
    return parts.length === 0 ? t("nothing") : format.list(parts, { style: "narrow", type: "unit" });
  };
}
