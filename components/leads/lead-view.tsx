"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Tools, ViewBar } from "@/components/shell/view-bar";
import { Segmented } from "@/components/ui/segmented";
import { cn } from "@/lib/cn";
import { leadStages, type LeadStage } from "@/lib/domain/lead-stage";
import { leadsQuery } from "@/lib/leads/queries";
import type { LeadStageCount } from "@/lib/leads/schema";
import { LeadDetail } from "./lead-detail";
import { LeadFunnelSection } from "./lead-funnel";
import { LeadList } from "./lead-list";
import { useLeadKeys } from "./use-lead-keys";

const viewParsers = {
  stage: parseAsStringLiteral(leadStages).withDefault("complete"),
  lead: parseAsString.withDefault(""),
};

/** The support lead's desk: who waits at which stage, what they said, and the answer. */
export function LeadView() {
  const t = useTranslations("leads");
  const { pageId } = usePageSession();
  const [{ stage, lead }, setView] = useQueryStates(viewParsers, { history: "push" });
  const query = useInfiniteQuery(leadsQuery(pageId, stage));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  const stages = query.data?.pages[0]?.stages;
  const choose = (psid: string) => void setView({ lead: psid });
  useLeadKeys({ psids: rows?.map(({ customer }) => customer.psid) ?? [], chosen: lead, choose });
  return (
    <>
      <ViewBar title={t("title")} />
      <Tools>
        <StageTabs
          stage={stage}
          stages={stages}
          onChange={(next) => void setView({ stage: next, lead: null })}
        />
      </Tools>
      <LeadFunnelSection />
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="grid flex-1 content-start lg:grid-cols-[22rem_minmax(0,1fr)] lg:content-stretch">
          <div className={cn("border-line lg:border-e", lead !== "" && "max-lg:hidden")}>
            <LeadList
              rows={rows}
              stage={stages?.find((one) => one.stage === stage)}
              targetMinutes={query.data?.pages[0]?.targetMinutes ?? null}
              chosen={lead}
              onChoose={choose}
              more={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              isReadingMore={query.isFetchingNextPage}
            />
          </div>
          <LeadDetail
            key={lead}
            psid={lead}
            stage={stage}
            stages={stages ?? []}
            team={query.data?.pages[0]?.team ?? []}
            neighbour={findNeighbour(rows ?? [], lead)}
            onMoved={(neighbour) => void setView({ lead: neighbour })}
            onBack={() => void setView({ lead: null })}
          />
        </div>
      )}
    </>
  );
}

/** Whoever stands below takes the place of a lead that moved on; above, when it was the last. */
function findNeighbour(rows: readonly { customer: { psid: string } }[], psid: string): string | null {
  const at = rows.findIndex(({ customer }) => customer.psid === psid);
  return (rows[at + 1] ?? rows[at - 1])?.customer.psid ?? null;
}

type StageTabsProps = {
  stage: LeadStage;
  stages: readonly LeadStageCount[] | undefined;
  onChange: (stage: LeadStage) => void;
};

function StageTabs({ stage, stages, onChange }: StageTabsProps) {
  const t = useTranslations("leads");
  return (
    <Segmented
      label={t("stages")}
      value={stage}
      onChange={onChange}
      options={leadStages.map((value) => {
        const people = stages?.find((one) => one.stage === value)?.people;
        return {
          value,
          label:
            people === undefined ? t(`stage.${value}`) : t("tab", { stage: t(`stage.${value}`), people }),
        };
      })}
    />
  );
}
