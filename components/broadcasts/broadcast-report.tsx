"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { Count, useShare } from "@/components/shell/count";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection, SplitView, ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { cn } from "@/lib/cn";
import { reportQuery } from "@/lib/broadcasts/queries";
import type { BroadcastProgress } from "@/lib/broadcasts/schema";
import { isBroadcastBegun } from "@/lib/domain/broadcast-state";
import { paths } from "@/lib/paths";
import { BroadcastDeeds } from "./broadcast-deeds";
import { broadcastTones, countOutcome, countSettled, listOutcomes, outcomeLooks } from "./broadcast-words";
import { DeliveryTable } from "./delivery-table";
import { MessengerMessage } from "./messenger-message";
import { OutcomeBar } from "./outcome-bar";
import { ReportChart } from "./report-chart";
import { ReportReasons } from "./report-reasons";
import { ReportStats } from "./report-stats";
import { RunningNotice } from "./running-notice";
import { SentTo } from "./sent-to";
import { useShownLines, type ShownLines } from "./shown-lines";
import { TagWords } from "./tag-words";
import { useFreshReport } from "./use-fresh-report";
import { GraphFigures } from "./way-words";

/**
 * A broadcast that was started: how far it is while it runs, and each customer's outcome for good. Why and when is read
 * apart from the progress, which is read each second.
 */
export function BroadcastReport({ broadcast }: { broadcast: BroadcastProgress }) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const [shown, show] = useShownLines();
  useFreshReport(broadcast);
  const isBegun = isBroadcastBegun(broadcast.state);
  const { data: report } = useQuery({ ...reportQuery(pageId, broadcast.id), enabled: isBegun });
  const table = <DeliveryTable {...{ broadcast, report, shown }} onShow={show} />;
  return (
    <>
      <ViewBar
        title={broadcast.name}
        parent={{ title: t("title"), href: paths.broadcasts(pageId) }}
        mark={<Badge tone={broadcastTones[broadcast.state]}>{t(`state.${broadcast.state}`)}</Badge>}
        hasManyDeeds
      >
        <BroadcastDeeds broadcast={broadcast} />
      </ViewBar>
      {broadcast.stoppedReason !== null && (
        <Notice tone={broadcast.state === "failed" ? "danger" : "warning"}>{broadcast.stoppedReason}</Notice>
      )}
      <RunningNotice broadcast={broadcast} />
      <SplitView asideLabel={t("outcomesAside")} aside={<Aside broadcast={broadcast} onShow={show} />}>
        {broadcast.way === "broadcast-api" ? (
          <>
            <GraphFigures broadcast={broadcast} />
            {broadcast.recipients > 0 && table}
          </>
        ) : (
          <>
            <Figure broadcast={broadcast} />
            <div className="mt-3">
              <OutcomeBar counts={broadcast.counts} isLarge />
            </div>
            <ReportStats broadcast={broadcast} receipts={report?.receipts} onShow={show} />
            {report !== undefined && (
              <>
                <ReportChart timeline={report.timeline} />
                <ReportReasons report={report} sent={broadcast.counts.sent} onShow={show} />
              </>
            )}
            {table}
          </>
        )}
      </SplitView>
    </>
  );
}

type AsideProps = { broadcast: BroadcastProgress; onShow: (shown: ShownLines) => void };

function Aside({ broadcast, onShow }: AsideProps) {
  const t = useTranslations("broadcasts");
  return (
    <>
      {broadcast.way === "fan-out" && <Outcomes broadcast={broadcast} onShow={onShow} />}
      <AsideSection title={t("sentMessage")}>
        <div className="flex">
          <MessengerMessage content={broadcast.content} />
        </div>
        {broadcast.tag !== null && <TagWords broadcast={broadcast} />}
      </AsideSection>
      <AsideSection title={t("sentTo")}>
        <SentTo broadcast={broadcast} isSmall />
      </AsideSection>
    </>
  );
}

function Figure({ broadcast }: { broadcast: BroadcastProgress }) {
  const t = useTranslations("broadcasts");
  const share = useShare();
  const settled = countSettled(broadcast.counts);
  const total = broadcast.recipients;
  return (
    <div className="flex flex-wrap items-baseline gap-x-2">
      <b className="text-figure font-semibold tracking-[-0.028em]">
        <Count value={broadcast.state === "preparing" ? null : settled} />
      </b>
      {broadcast.state === "preparing" ? (
        <span className="text-ink-muted">{t("preparing")}</span>
      ) : (
        <>
          <span className="text-ink-muted">{t("settledOf", { count: total })}</span>
          <span className="text-ink-faint">{share(settled, total)}</span>
        </>
      )}
    </div>
  );
}

function Outcomes({ broadcast, onShow }: AsideProps) {
  const t = useTranslations("broadcasts");
  const format = useFormatter();
  return (
    <AsideSection
      title={t("outcomes")}
      beside={
        broadcast.predicted !== null && (
          <span className="text-xs text-ink-muted">{t("predicted", { count: broadcast.predicted })}</span>
        )
      }
    >
      <ul className="text-sm">
        {listOutcomes("fan-out").map((outcome) => (
          <li key={outcome} className="border-t border-line first:border-0">
            <button
              type="button"
              onClick={() => onShow({ kind: "outcome", outcome })}
              className="flex min-h-9 w-full items-center gap-3 rounded-sm hover:bg-hover"
            >
              <span aria-hidden className={cn("size-3 rounded-xs", outcomeLooks[outcome])} />
              <b className="min-w-12 text-end font-semibold">
                {format.number(countOutcome(broadcast.counts, outcome))}
              </b>
              <span className="flex-1">{t(`outcome.${outcome}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}
