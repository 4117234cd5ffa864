"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { LabelSparkline } from "@/components/labels/label-change";
import { Count } from "@/components/shell/count";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Disclosure } from "@/components/ui/disclosure";
import { ShareBar } from "@/components/ui/share-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { leadFunnelQuery } from "@/lib/leads/queries";
import type { LeadFunnel } from "@/lib/leads/schema";

/** How many came to each stage lately, and how many stand there; read only when it is opened. */
export function LeadFunnelSection() {
  const t = useTranslations("leads.funnel");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="px-4 md:px-6">
      <Disclosure title={t("title")} isOpen={isOpen} onOpenChange={setIsOpen}>
        <Funnel />
      </Disclosure>
    </div>
  );
}

function Funnel() {
  const t = useTranslations("leads.funnel");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const { data, error, refetch } = useQuery(leadFunnelQuery(pageId));
  if (data === undefined) {
    if (error !== null) return <LoadTrouble error={error} onRetry={() => void refetch()} />;
    return <Skeleton className="h-32! w-full" />;
  }
  const since = data.knownSince === null ? null : format.dateTime(new Date(data.knownSince), "day");
  return (
    <>
      <Table caption={t("caption")}>
        <thead>
          <tr>
            <HeadCell>{t("stage")}</HeadCell>
            <HeadCell isNumber>{t("week")}</HeadCell>
            <HeadCell isNumber>{t("month")}</HeadCell>
            <HeadCell className="w-[30%] max-md:hidden">
              <span className="sr-only">{t("share")}</span>
            </HeadCell>
            <HeadCell isNumber>{t("now")}</HeadCell>
            <HeadCell className="max-md:hidden">
              <span className="sr-only">{t("line")}</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {data.stages.map((stage) => (
            <FunnelRow key={stage.stage} stage={stage} funnel={data} />
          ))}
        </tbody>
      </Table>
      {!data.isMonthWhole && (
        <p className="pt-2 text-xs text-ink-muted">{since === null ? t("notYet") : t("since", { since })}</p>
      )}
    </>
  );
}

function FunnelRow({ stage, funnel }: { stage: LeadFunnel["stages"][number]; funnel: LeadFunnel }) {
  const t = useTranslations("leads");
  const most = Math.max(1, ...funnel.stages.map(({ reachedMonth }) => reachedMonth));
  return (
    <Row>
      <NameCell>{t(`stage.${stage.stage}`)}</NameCell>
      <Cell className="text-end">
        <Count value={stage.reachedWeek} />
      </Cell>
      <Cell className="text-end">
        <Count value={stage.reachedMonth} />
      </Cell>
      <Cell className="max-md:hidden">
        <ShareBar now={stage.reachedMonth} page={most} />
      </Cell>
      <Cell className="text-end">
        <Count value={stage.people} />
      </Cell>
      <Cell className="max-md:hidden">
        <LabelSparkline
          change={stage.change ?? undefined}
          customers={stage.people}
          knownSince={funnel.knownSince}
        />
      </Cell>
    </Row>
  );
}
