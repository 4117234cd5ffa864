"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { syncReportQuery } from "@/lib/sync/queries";
import { ComparisonSection } from "./comparison-section";
import { DriftTable } from "./drift-table";
import { NightlySection } from "./nightly-section";
import { SettingsTabs } from "./settings-tabs";
import { WebhookSection } from "./webhook-section";

/** How the Page and our cache of it are kept the same, and what was found different. */
export function SyncView() {
  const t = useTranslations("sync");
  const canManage = useCan("settings.manage");
  return (
    <>
      <ViewBar title={t("title")} />
      <SettingsTabs here="sync" />
      {canManage ? <Report /> : <EmptyState title={t("title")}>{t("onlyAdmins")}</EmptyState>}
    </>
  );
}

function Report() {
  const { pageId } = usePageSession();
  const query = useQuery(syncReportQuery(pageId));
  const report = query.data;
  if (report === undefined)
    return query.error === null ? (
      <div aria-busy className="grid gap-4 p-4 md:p-6">
        <Skeleton className="w-40" />
        <Skeleton className="h-20! w-full" />
      </div>
    ) : (
      <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <div className="grid max-w-240 gap-8 py-4 md:py-6">
      <ComparisonSection comparison={report.comparison} />
      {report.comparison !== null && report.drift.length > 0 && (
        <DriftTable drift={report.drift} total={report.comparison.differences} />
      )}
      <NightlySection nightly={report.nightly} />
      <WebhookSection webhooks={report.webhooks} lag={report.lag} />
    </div>
  );
}
