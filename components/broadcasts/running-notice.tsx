"use client";

import { useFormatter, useTranslations } from "use-intl";
import { Notice } from "@/components/ui/notice";
import type { BroadcastProgress } from "@/lib/broadcasts/schema";

/** What a broadcast that is not over waits for. */
export function RunningNotice({ broadcast }: { broadcast: BroadcastProgress }) {
  const t = useTranslations("broadcasts.waiting");
  const format = useFormatter();
  const { state, scheduledAt, timeZone, waitsFor, heldUntil, quietUntil } = broadcast;
  const { isCanary, canaryUntil, canaryPassedAt } = broadcast;
  const time = (at: string) =>
    format.dateTime(new Date(at), {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: timeZone ?? undefined,
    });
  if (waitsFor !== null) return <Notice tone="warning">{waitsFor}</Notice>;
  if (state === "scheduled" && scheduledAt !== null)
    return (
      <Notice>
        {t(broadcast.graph.isAsked ? "scheduledGraph" : "scheduled", {
          time: time(scheduledAt),
          timeZone: timeZone ?? "",
        })}
      </Notice>
    );
  if (state !== "sending") return null;
  if (quietUntil !== null)
    return <Notice>{t("quiet", { time: format.dateTime(new Date(quietUntil), "moment") })}</Notice>;
  if (heldUntil !== null)
    return (
      <Notice tone="warning">{t("held", { time: format.dateTime(new Date(heldUntil), "moment") })}</Notice>
    );
  if (!isCanary || canaryPassedAt !== null) return null;
  if (canaryUntil === null) return <Notice>{t("canary")}</Notice>;
  return <Notice>{t("canaryWatched", { time: format.dateTime(new Date(canaryUntil), "second") })}</Notice>;
}
