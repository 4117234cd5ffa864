"use client";

import { CircleCheck, Info, Send, TriangleAlert } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { useGoOn } from "@/components/shell/use-is-here";
import { AsideSection } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { startBroadcastAction } from "@/lib/broadcasts/actions";
import { broadcastQuery, reviewQuery } from "@/lib/broadcasts/queries";
import type { BroadcastReview, BroadcastRow } from "@/lib/broadcasts/schema";
import { paths } from "@/lib/paths";
import { ApproveButton } from "./approve-button";
import { useDuration } from "./broadcast-words";

/** What blocks it and what to look at: each in words, with an icon that means the same. */
export function BeforeItGoes({ review }: { review: BroadcastReview }) {
  const t = useTranslations("broadcasts");
  const line = "flex gap-2.5 border-t border-line py-2.5 first:border-0 first:pt-0";
  return (
    <AsideSection title={t("beforeItGoes")}>
      <ul className="text-sm">
        {review.blockers.length === 0 && (
          <li className={line}>
            <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-success-ink" />
            {t("noBlockers")}
          </li>
        )}
        {review.blockers.map((blocker) => (
          <li key={blocker.message} className={line}>
            <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-danger-ink" />
            <span>
              <b className="font-semibold">{t("blocks")}</b> {blocker.message}
            </span>
          </li>
        ))}
        {review.warnings.map((warning) => (
          <li key={warning.code} className={line}>
            <Info size={16} aria-hidden className="mt-0.5 shrink-0 text-warning-ink" />
            {warning.message}
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}

/** The deed, with its number on it. When the number is no longer true the server refuses, and the new one is shown. */
export function SendPanel({ review }: { review: BroadcastReview }) {
  const t = useTranslations("broadcasts");
  const duration = useDuration();
  const canSend = useCan("broadcasts.send");
  const { start, refused } = useStart(review);
  const { broadcast, waterfall, estimateMs, way } = review;
  const whyNot = canSend ? review.blockers[0]?.message : t("cannotSend");
  const isLater = broadcast.scheduledAt !== null;
  const count = waterfall.willReceive;
  return (
    <section
      aria-label={t("sendLabel")}
      className="sticky bottom-0 bg-surface px-5 py-4 shadow-[0_-1px_var(--color-line)] max-md:bottom-tabs md:max-xl:col-span-2"
    >
      {refused !== null && (
        <p role="alert" className="mb-3 text-sm text-danger-ink">
          {refused}
        </p>
      )}
      <Button
        look="primary"
        size="large"
        className="w-full"
        unavailable={whyNot}
        pending={start.isPending}
        onClick={start.begin}
      >
        <Send size={16} aria-hidden />
        {start.isPending ? t("starting") : t(isLater ? "schedule" : "send", { count })}
      </Button>
      {whyNot !== undefined && (
        <p className="mt-2 flex gap-2 text-sm">
          <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-danger-ink" />
          {whyNot}
        </p>
      )}
      <ApproveButton review={review} />
      {isLater && <StartsAt broadcast={broadcast} />}
      <p className="mt-2 text-center text-xs text-ink-muted">
        {way.way === "fan-out"
          ? t("estimate", { rate: broadcast.ratePerSecond, duration: duration(estimateMs) })
          : t(isLater ? "estimateGraphLater" : "estimateGraph")}
      </p>
    </section>
  );
}

function useStart({ broadcast, waterfall }: BroadcastReview) {
  const goOn = useGoOn();
  const queryClient = useQueryClient();
  const { pageId } = usePageSession();
  const [refused, setRefused] = useState<string | null>(null);
  const { id } = broadcast;
  const start = useAction(startBroadcastAction, {
    refreshes: { pageId, topics: ["broadcasts"] },
    onDone: async () => {
      await queryClient.invalidateQueries({ queryKey: broadcastQuery(pageId, id).queryKey });
      goOn(paths.broadcast(pageId, id));
    },
    onRefused: (refusal) => {
      setRefused(refusal.message);
      void queryClient.invalidateQueries({ queryKey: reviewQuery(pageId, id).queryKey });
      return true;
    },
  });
  const begin = () => {
    setRefused(null);
    const { willReceive: expectedRecipients } = waterfall;
    start.mutate({ pageId, id, expectedRecipients, basedOn: broadcast.updatedAt });
  };
  return { start: { isPending: start.isPending, begin }, refused };
}

function StartsAt({ broadcast: { scheduledAt, timeZone } }: { broadcast: BroadcastRow }) {
  const t = useTranslations("broadcasts");
  const format = useFormatter();
  if (scheduledAt === null) return null;
  const time = format.dateTime(new Date(scheduledAt), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: timeZone ?? undefined,
  });
  return <p className="mt-2 text-center text-xs">{t("startsAt", { time, timeZone: timeZone ?? "" })}</p>;
}
