"use client";

import { useTranslations } from "use-intl";

/** "4 s ago", "2 min ago": how long ago, in one unit, rounded down. */
export function useAgo(): (ms: number) => string {
  const t = useTranslations("shell.sync");
  return (ms) => {
    const seconds = Math.floor(ms / 1_000);
    if (seconds < 2) return t("justNow");
    if (seconds < 60) return t("seconds", { count: seconds });
    if (seconds < 3_600) return t("minutes", { count: Math.floor(seconds / 60) });
    if (seconds < 86_400) return t("hours", { count: Math.floor(seconds / 3_600) });
    return t("days", { count: Math.floor(seconds / 86_400) });
  };
}
