"use client";

import { useFormatter, useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { useNow } from "@/components/shell/use-now";
import { Button } from "@/components/ui/button";
import { estimateReachAction } from "@/lib/broadcasts/actions";
import type { BroadcastReview, BroadcastRow } from "@/lib/broadcasts/schema";

/** Which way the review has chosen, why, what that way lacks, and whom Facebook would reach. */
export function WayWords({ review: { way: decision, broadcast, waterfall } }: { review: BroadcastReview }) {
  const t = useTranslations("broadcasts.way");
  return (
    <>
      <h2 className="mt-7 mb-2 text-sm font-semibold">{t("title")}</h2>
      <div className="rounded-lg border border-line px-4 py-3.5 text-sm">
        <p className="font-medium">{t(decision.way)}</p>
        <p className="mt-1 text-ink-muted">
          {decision.way === "fan-out" ? t(`why.${decision.why}`) : t("exact")}
        </p>
        {decision.way === "broadcast-api" && (
          <>
            <p className="mt-2 border-t border-line pt-2 text-ink-muted">{t("lacks")}</p>
            <ReachEstimate broadcastId={broadcast.id} predicted={waterfall.willReceive} />
          </>
        )}
      </div>
    </>
  );
}

/** Facebook's own number beside ours, for whoever asks. */
function ReachEstimate({ broadcastId, predicted }: { broadcastId: string; predicted: number }) {
  const t = useTranslations("broadcasts.way");
  const { pageId } = usePageSession();
  const canEdit = useCan("broadcasts.edit");
  const ask = useAction(estimateReachAction);
  if (!canEdit) return null;
  return (
    <div className="mt-2 border-t border-line pt-2.5">
      <Button size="small" pending={ask.isPending} onClick={() => ask.mutate({ pageId, id: broadcastId })}>
        {t("askReach")}
      </Button>
      <p className="mt-1.5 text-xs text-ink-muted">{t("askReachNote")}</p>
      <p role="status" className="mt-1.5 font-medium empty:hidden">
        {ask.data === null && t("notCounted")}
        {ask.data != null && t("reachNow", { count: ask.data, predicted })}
      </p>
    </div>
  );
}

/** What Facebook tells of a broadcast that it sends itself. */
export function GraphFigures({ broadcast }: { broadcast: BroadcastRow }) {
  const t = useTranslations("broadcasts.way");
  const format = useFormatter();
  const { messagesSent, reach, isUnknown, lookedForUntil } = broadcast.graph;
  const now = useNow();
  const until = lookedForUntil !== null && Date.parse(lookedForUntil) > now ? lookedForUntil : null;
  return (
    <div>
      <p className="text-figure font-semibold tracking-[-0.028em]">
        {messagesSent === null ? t("unknownSent") : t("sent", { count: messagesSent })}
      </p>
      {isUnknown && (
        <p className="mt-1 text-sm text-warning-ink">
          {until !== null
            ? t("settling", { time: format.dateTime(new Date(until), "second") })
            : t(broadcast.state === "unknown" ? "ended" : "unsettled")}
        </p>
      )}
      {reach !== null && (
        <p className="mt-1 text-sm text-ink-muted">
          {t("reach", { count: reach, predicted: broadcast.predicted ?? 0 })}
        </p>
      )}
      <p className="mt-3 mb-6 text-sm text-ink-muted">{t("lacks")}</p>
    </div>
  );
}
