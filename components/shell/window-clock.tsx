"use client";

import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import { cn } from "@/lib/cn";
import { standardWindowMs } from "@/lib/domain/messaging-rules";
import { useNow } from "./use-now";

const hourMs = 3_600_000;

/** How long the Page may still write to a customer: a dial that empties, and the time left in words. */
export function WindowClock({ openedAt }: { openedAt: string | null }) {
  const t = useTranslations("shell.window");
  const now = useNow();
  const leftMs = openedAt === null ? 0 : Date.parse(openedAt) + standardWindowMs - now;
  const urgency = leftMs <= 0 ? "shut" : leftMs < hourMs ? "last" : leftMs < 4 * hourMs ? "soon" : "open";
  const style = {
    "--left": Math.max(0, Math.min(1, leftMs / standardWindowMs)),
    ...(urgency === "open" ? {} : { "--dial": dialColours[urgency] }),
  } as CSSProperties;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.75 align-middle text-xs whitespace-nowrap",
        urgency === "shut" && "text-ink-faint",
        urgency === "last" && "font-medium text-danger-ink",
        urgency === "soon" && "font-medium text-warning-ink",
        urgency === "open" && "font-medium text-ink-muted",
      )}
    >
      <span aria-hidden className="window-dial" style={style} />
      {urgency === "shut" ? openedAt === null ? t("never") : t("closed") : <TimeLeft ms={leftMs} />}
    </span>
  );
}

const dialColours = {
  shut: "var(--color-line-control)",
  last: "var(--color-danger)",
  soon: "var(--color-warning)",
};

function TimeLeft({ ms }: { ms: number }) {
  const t = useTranslations("shell.window");
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  if (minutes < 60) return <>{t("minutes", { minutes })}</>;
  return <>{t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}</>;
}
