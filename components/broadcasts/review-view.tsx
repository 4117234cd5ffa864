"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { SplitView, ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { reviewQuery } from "@/lib/broadcasts/queries";
import type { BroadcastReview, BroadcastRow } from "@/lib/broadcasts/schema";
import { paths } from "@/lib/paths";
import { ForecastSlider } from "./forecast-slider";
import { MessagePreview } from "./message-preview";
import { BeforeItGoes, SendPanel } from "./send-panel";
import { SentTo } from "./sent-to";
import { Steps } from "./steps";
import { Waterfall } from "./waterfall";
import { WayWords } from "./way-words";

/** The last look before sending. It is read again each time and kept fresh while it is open. */
export function ReviewView({ broadcastId }: { broadcastId: string }) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const query = useQuery({ ...reviewQuery(pageId, broadcastId), staleTime: 0, refetchInterval: 30_000 });
  const review = query.data;
  useLeaveWhenStarted(review, broadcastId);
  return (
    <>
      <ViewBar
        title={review?.broadcast.name ?? t("one")}
        parent={{ title: t("title"), href: paths.broadcasts(pageId) }}
        mark={review && <Badge className="max-md:hidden">{t(`state.${review.broadcast.state}`)}</Badge>}
      />
      <Steps broadcastId={broadcastId} />
      {review !== undefined ? (
        <Review review={review} />
      ) : query.error !== null ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ReviewSkeleton />
      )}
    </>
  );
}

/** Whoever comes here after it was started, here or by a colleague, belongs to its report. */
function useLeaveWhenStarted(review: BroadcastReview | undefined, broadcastId: string): void {
  const router = useRouter();
  const { pageId } = usePageSession();
  const hasStarted = review !== undefined && review.broadcast.state !== "draft";
  useEffect(() => {
    if (hasStarted) router.replace(paths.broadcast(pageId, broadcastId));
  }, [hasStarted, router, pageId, broadcastId]);
}

function Review({ review }: { review: BroadcastReview }) {
  const t = useTranslations("broadcasts");
  const policy = useTranslations("policy.rule");
  const { broadcast } = review;
  const { tag } = broadcast;
  const isByGraph = review.way.way === "broadcast-api";
  return (
    <SplitView
      asideLabel={t("beforeSending")}
      aside={
        <>
          <MessagePreview content={broadcast.content} people={broadcast} />
          <BeforeItGoes review={review} />
          <SendPanel review={review} />
        </>
      }
    >
      <h2 className="mb-1 text-sm font-semibold">{t("who")}</h2>
      <div className="mb-4">
        <SentTo broadcast={broadcast} isSmall />
      </div>
      {review.peopleNow !== null && <AtItsTime broadcast={broadcast} peopleNow={review.peopleNow} />}
      <Waterfall
        broadcastId={broadcast.id}
        waterfall={review.waterfall}
        isTagged={tag !== null}
        isFrozen={broadcast.audienceKind === "frozen-list"}
        isLater={review.peopleNow !== null}
        isByGraph={isByGraph}
      />
      <h2 className="mt-7 mb-2 text-sm font-semibold">{t("rule.title")}</h2>
      <div className="rounded-lg border border-line px-4 py-3.5 text-sm">
        <p className="font-medium">{t(isByGraph ? "rule.byGraph" : "rule.standard")}</p>
        <p className="mt-1 text-ink-muted">{t(isByGraph ? "rule.byGraphNote" : "rule.standardNote")}</p>
        {tag !== null && (
          <p className="mt-2 border-t border-line pt-2">{t("rule.tagged", { tag: policy(`${tag}.name`) })}</p>
        )}
      </div>
      <WayWords review={review} />
      {tag === null && !isByGraph && (
        <>
          <h2 className="mt-7 mb-2 text-sm font-semibold">{t("forecast.title")}</h2>
          <ForecastSlider broadcast={broadcast} />
        </>
      )}
    </SplitView>
  );
}

type AtItsTimeProps = { broadcast: BroadcastRow; peopleNow: number };

/** Windows close until then: what is promised is what will be true, and what is true now stands beside it. */
function AtItsTime({ broadcast: { scheduledAt, timeZone }, peopleNow: count }: AtItsTimeProps) {
  const t = useTranslations("broadcasts.waterfall");
  const format = useFormatter();
  if (scheduledAt === null) return null;
  const time = format.dateTime(new Date(scheduledAt), {
    ...({ dateStyle: "medium", timeStyle: "short" } as const),
    timeZone: timeZone ?? undefined,
  });
  return <p className="mb-4 text-sm text-ink-muted">{t("atItsTime", { time, count })}</p>;
}

function ReviewSkeleton() {
  return (
    <div aria-busy className="grid gap-9 p-6">
      <Skeleton className="w-40" />
      {Array.from({ length: 5 }, (_, index) => (
        <Skeleton key={index} className="w-full max-w-160" />
      ))}
    </div>
  );
}
