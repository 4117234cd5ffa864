"use client";

import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { toastDone } from "@/components/ui/toast";
import { cancelComparisonAction, comparePageAction, repairDriftAction } from "@/lib/sync/actions";
import type { ComparisonReading } from "@/lib/sync/schema";

/** The newest comparison: how far it is or what it found, and what can be done about it. */
export function ComparisonSection({ comparison }: { comparison: ComparisonReading | null }) {
  const t = useTranslations("sync.compare");
  const { pageId } = usePageSession();
  const refreshes = { pageId, topics: ["sync"] };
  const compare = useAction(comparePageAction, { refreshes });
  const cancel = useAction(cancelComparisonAction, { refreshes });
  const repair = useAction(repairDriftAction, {
    refreshes,
    onDone: (count) => toastDone(t("repaired", { count })),
  });
  const isUnderWay = comparison !== null && comparison.finishedAt === null;
  return (
    <section className="px-4 md:px-6">
      <h2 className="text-sm font-semibold">{t("title")}</h2>
      <p className="mt-1 max-w-160 text-sm text-pretty text-ink-muted">{t("body")}</p>
      {isUnderWay && <UnderWay comparison={comparison} />}
      {!isUnderWay && <Outcome comparison={comparison} />}
      <div className="mt-3 flex flex-wrap gap-2">
        {isUnderWay ? (
          <Button pending={cancel.isPending} onClick={() => cancel.mutate({ pageId })}>
            {t("cancel")}
          </Button>
        ) : (
          <>
            {comparison !== null && comparison.unrepaired > 0 && (
              <Button look="primary" pending={repair.isPending} onClick={() => repair.mutate({ pageId })}>
                {repair.isPending ? t("repairing") : t("repairLeft", { count: comparison.unrepaired })}
              </Button>
            )}
            <Button pending={compare.isPending} onClick={() => compare.mutate({ pageId, mode: "report" })}>
              {compare.isPending ? t("pending") : t("report")}
            </Button>
            <Button pending={compare.isPending} onClick={() => compare.mutate({ pageId, mode: "repair" })}>
              {t("repair")}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function UnderWay({ comparison }: { comparison: ComparisonReading }) {
  const t = useTranslations("sync.compare");
  const { state, phase, done, total, secondsLeft, trouble } = comparison;
  return (
    <div role="status" className="mt-3 grid max-w-120 gap-1.5 text-sm">
      <Progress label={t("progress")} done={phase === "people" ? done : 0} total={total ?? 0} />
      <span>
        {state === "waiting" ? t("waiting") : t(`phase.${phase}`, { done, total: total ?? 0 })}
        {secondsLeft !== null && (
          <span className="text-ink-muted"> · {t("left", { minutes: Math.round(secondsLeft / 60) })}</span>
        )}
      </span>
      {trouble !== null && <span className="text-warning-ink">{trouble}</span>}
    </div>
  );
}

function Outcome({ comparison }: { comparison: ComparisonReading | null }) {
  const t = useTranslations("sync.compare");
  const format = useFormatter();
  if (comparison?.finishedAt == null) return <p className="mt-3 text-sm">{t("never")}</p>;
  const at = format.dateTime(new Date(comparison.finishedAt), "moment");
  const { state, differences: count, unrepaired: left } = comparison;
  const words = (() => {
    if (state === "failed") return t("failed", { reason: comparison.trouble ?? "" });
    if (state === "cancelled") return t("cancelled", { at });
    return count === 0 ? t("same", { at }) : t("found", { at, count, left });
  })();
  return (
    <p role="status" className={state === "failed" ? "mt-3 text-sm text-danger-ink" : "mt-3 text-sm"}>
      {words}
    </p>
  );
}
