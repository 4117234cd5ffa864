"use client";

import { useFormatter, useTranslations } from "use-intl";
import { useNow } from "@/components/shell/use-now";
import type { BroadcastRow } from "@/lib/broadcasts/schema";
import type { WayDecision } from "@/lib/domain/broadcast-way";

/** Which way the review has chosen, why, and what that way lacks. */
export function WayWords({ decision }: { decision: WayDecision }) {
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
          <p className="mt-2 border-t border-line pt-2 text-ink-muted">{t("lacks")}</p>
        )}
      </div>
    </>
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
