"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { JobStrip } from "@/components/bulk-changes/job-strip";
import { ExportLink } from "@/components/shell/export-link";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { MoreRows } from "@/components/ui/more-rows";
import { activityQuery } from "@/lib/activity/queries";
import { activityKinds, activityOrigins, type ActivityFilter, type ActivityRow } from "@/lib/activity/schema";
import { apiPaths } from "@/lib/paths";
import { ActivityFilters } from "./activity-filters";
import { ActivityTableRow } from "./activity-row";
import { ActivityTabs } from "./activity-tabs";

const filterParsers = {
  userId: parseAsString,
  kind: parseAsStringLiteral(activityKinds),
  origin: parseAsStringLiteral(activityOrigins),
  from: parseAsString,
  until: parseAsString,
};

function toFilter(asked: {
  [Name in keyof typeof filterParsers]: ActivityFilter[Name] | null;
}): ActivityFilter {
  return {
    userId: asked.userId ?? undefined,
    kind: asked.kind ?? undefined,
    origin: asked.origin ?? undefined,
    from: asked.from ?? undefined,
    until: asked.until ?? undefined,
  };
}

/** Every change on the Page: who did what, when, from where. */
export function ActivityView() {
  const t = useTranslations("activity");
  const { pageId } = usePageSession();
  const [asked, setAsked] = useQueryStates(filterParsers, { history: "replace" });
  const filter = useMemo(() => toFilter(asked), [asked]);
  const query = useInfiniteQuery({ ...activityQuery(pageId, filter), placeholderData: keepPreviousData });
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <>
      <ViewBar title={t("title")}>
        <ExportLink href={apiPaths.activityExport(pageId, { ...filter })}>{t("export.link")}</ExportLink>
      </ViewBar>
      <ActivityTabs here="changes" />
      <JobStrip />
      <ActivityFilters
        filter={filter}
        people={query.data?.pages[0]?.people ?? []}
        onChange={(next) => void setAsked(next)}
      />
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : rows?.length === 0 && isFiltered ? (
        <EmptyState
          title={t("nothing.title")}
          actions={<Button onClick={() => void setAsked(null)}>{t("filter.clear")}</Button>}
        >
          {t("nothing.body")}
        </EmptyState>
      ) : rows?.length === 0 ? (
        <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>
      ) : (
        <ActivityTable rows={rows} />
      )}
      <MoreRows query={query} reading={t("loadingMore")}>
        {t("loadMore")}
      </MoreRows>
    </>
  );
}

/** @param rows undefined while they are read */
function ActivityTable({ rows }: { rows: readonly ActivityRow[] | undefined }) {
  const t = useTranslations("activity");
  return (
    <Table caption={t("caption")} isBusy={rows === undefined}>
      <thead>
        <tr>
          <HeadCell>{t("column.who")}</HeadCell>
          <HeadCell className="w-full">{t("column.what")}</HeadCell>
          <HeadCell>
            <span className="sr-only">{t("undo.column")}</span>
          </HeadCell>
          <HeadCell isNumber aria-sort="descending" className="max-md:hidden">
            {t("column.when")}
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows === undefined && <ActivitySkeleton />}
        {rows?.map((row) => (
          <ActivityTableRow key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function ActivitySkeleton() {
  return Array.from({ length: 12 }, (_, index) => (
    <Row key={index}>
      <NameCell>
        <span className="flex items-center gap-2.5">
          <Skeleton className="size-6! rounded-full!" />
          <Skeleton className="w-24" />
        </span>
      </NameCell>
      <Cell>
        <Skeleton className="w-40 md:w-64" />
      </Cell>
      <Cell />
      <Cell className="text-end max-md:hidden">
        <Skeleton className="w-24" />
      </Cell>
    </Row>
  ));
}
