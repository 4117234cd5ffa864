"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { syncQuery } from "@/lib/sync/queries";
import { useAgo } from "./ago";
import { usePageSession } from "./page-session";
import { useNow } from "./use-now";

/** How fresh what you see is: one line at the foot of the rail, its dot amber when Messenger has gone quiet. */
export function SyncStatus() {
  const t = useTranslations("shell.sync");
  const { pageId } = usePageSession();
  const { data: sync } = useQuery(syncQuery(pageId));
  const now = useNow(1_000);
  const ago = useAgo();

  const state = sync === undefined ? "unknown" : sync.import.state;
  const isImporting = state === "running" || state === "waiting";
  const heardAt = latest(sync?.lastWebhookAt ?? null, sync?.importedAt ?? null);
  const isGood = sync?.inStep === true && state === "done";
  const text = (() => {
    if (sync === undefined) return t("unknown");
    if (isImporting) return t("importing");
    if (state === "failed" || state === "cancelled") return t("importFailed");
    if (heardAt === null) return t("never");
    const sinceHeard = ago(Math.max(0, now - heardAt));
    return sync.inStep ? t("inStep", { ago: sinceHeard }) : t("late", { ago: sinceHeard });
  })();
  const meaning = isGood ? t("stateInStep") : isImporting || sync === undefined ? text : t("stateLate");
  return (
    <Tooltip text={meaning}>
      <button
        type="button"
        className="flex min-h-7 cursor-default items-center gap-2.5 rounded-md px-2 py-1.5 text-xs text-ink-muted max-xl:justify-center"
      >
        <span
          aria-hidden
          className={cn(
            "mx-1 size-1.75 shrink-0 rounded-full",
            isGood
              ? "bg-success"
              : isImporting
                ? "bg-accent"
                : sync === undefined
                  ? "bg-line-control"
                  : "bg-warning",
          )}
        />
        <span className="truncate max-xl:sr-only">{text}</span>
      </button>
    </Tooltip>
  );
}

function latest(one: string | null, other: string | null): number | null {
  const times = [one, other].flatMap((time) => (time === null ? [] : [Date.parse(time)]));
  return times.length === 0 ? null : Math.max(...times);
}
