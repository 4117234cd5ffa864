"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { syncQuery } from "@/lib/sync/queries";
import type { SyncStatus as SyncReading } from "@/lib/sync/schema";
import { useAgo } from "./ago";
import { usePageSession } from "./page-session";
import { useNow } from "./use-now";

/** How fresh what you see is: one line at the foot of the rail, its dot amber while changes wait to be taken over. */
export function SyncStatus() {
  const t = useTranslations("shell.sync");
  const { pageId } = usePageSession();
  const { data: sync } = useQuery(syncQuery(pageId));
  const now = useNow(1_000);
  const ago = useAgo();
  const freshness = toFreshness(sync);
  const { text, meaning } = (() => {
    switch (freshness.kind) {
      case "unknown":
        return { text: t("unknown"), meaning: t("unknown") };
      case "importing":
        return { text: t("importing"), meaning: t("importing") };
      case "stopped":
        return { text: t("importFailed"), meaning: t("stateStopped") };
      case "never":
        return { text: t("never"), meaning: t("stateNever") };
      case "late":
        return {
          text: t("late", { count: freshness.waiting }),
          meaning: freshness.trouble ?? t("stateLate"),
        };
      case "in-step":
        return {
          text: t("inStep", { ago: ago(Math.max(0, now - freshness.at)) }),
          meaning: t("stateInStep"),
        };
    }
  })();
  return (
    <Tooltip text={meaning}>
      <button
        type="button"
        className="flex min-h-7 w-full min-w-0 cursor-default items-center gap-2.5 rounded-md px-2 py-1.5 text-xs text-ink-muted max-xl:justify-center"
      >
        <span aria-hidden className={cn("mx-1 size-1.75 shrink-0 rounded-full", dots[freshness.kind])} />
        <span className="truncate max-xl:sr-only">{text}</span>
      </button>
    </Tooltip>
  );
}

type Freshness =
  | { kind: "unknown" | "importing" | "stopped" | "never" }
  | { kind: "late"; waiting: number; trouble: string | null }
  | { kind: "in-step"; at: number };

const dots: Record<Freshness["kind"], string> = {
  unknown: "bg-line-control",
  importing: "bg-accent",
  stopped: "bg-danger",
  never: "bg-warning",
  late: "bg-warning",
  "in-step": "bg-success",
};

function toFreshness(sync: SyncReading | undefined): Freshness {
  if (sync === undefined) return { kind: "unknown" };
  switch (sync.import.state) {
    case "waiting":
    case "running":
      return { kind: "importing" };
    case "failed":
    case "paused":
    case "cancelled":
      return { kind: "stopped" };
    case "done":
      break;
  }
  const times = [sync.lastWebhookAt, sync.importedAt].flatMap((time) =>
    time === null ? [] : Date.parse(time),
  );
  if (times.length === 0) return { kind: "never" };
  const waiting = sync.waitingWebhooks + sync.waitingCustomers;
  if (!sync.inStep) return { kind: "late", waiting, trouble: sync.trouble };
  return { kind: "in-step", at: Math.max(...times) };
}
