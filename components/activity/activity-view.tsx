"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { activityQuery } from "@/lib/activity/queries";
import type { ActivityRow } from "@/lib/activity/schema";
import { useActivityWords } from "./activity-words";

/** Every change on the Page: who did what, when, from where. */
export function ActivityView() {
  const t = useTranslations("activity");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(activityQuery(pageId));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <>
      <ViewBar title={t("title")} />
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : rows?.length === 0 ? (
        <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>
      ) : (
        <Table caption={t("caption")} isBusy={rows === undefined}>
          <thead>
            <tr>
              <HeadCell>{t("column.who")}</HeadCell>
              <HeadCell className="w-full">{t("column.what")}</HeadCell>
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
      )}
      {query.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? t("loadingMore") : t("loadMore")}
          </Button>
        </div>
      )}
    </>
  );
}

function ActivityTableRow({ row }: { row: ActivityRow }) {
  const t = useTranslations("activity");
  const wordsOf = useActivityWords();
  const who = row.userName ?? t(`origin.${row.origin}`);
  return (
    <Row>
      <NameCell className="max-w-32 md:max-w-56">
        <span className="flex items-center gap-2.5">
          <Avatar name={who} />
          <span className="truncate">{who}</span>
        </span>
      </NameCell>
      <Cell isWrapping>
        {wordsOf(row)}
        <span className="block text-xs text-ink-muted md:hidden">
          <Moment at={row.at} />
        </span>
      </Cell>
      <Cell className="text-end text-ink-muted max-md:hidden">
        <Moment at={row.at} />
      </Cell>
    </Row>
  );
}

function Moment({ at }: { at: string }) {
  const format = useFormatter();
  return <time dateTime={at}>{format.dateTime(new Date(at), "moment")}</time>;
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
      <Cell className="text-end max-md:hidden">
        <Skeleton className="w-24" />
      </Cell>
    </Row>
  ));
}
