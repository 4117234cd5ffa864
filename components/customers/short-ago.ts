"use client";

import { useTranslations } from "use-intl";

/** "4 min", "7 h", "3 d": how long ago in a column that says so in its head. */
export function useShortAgo(): (ms: number) => string {
  const t = useTranslations("customers.ago");
  return (ms) => {
    const minutes = Math.max(0, Math.floor(ms / 60_000));
    if (minutes < 1) return t("now");
    if (minutes < 60) return t("minutes", { count: minutes });
    if (minutes < 1_440) return t("hours", { count: Math.floor(minutes / 60) });
    return t("days", { count: Math.floor(minutes / 1_440) });
  };
}
