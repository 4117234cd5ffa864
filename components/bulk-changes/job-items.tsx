"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { CustomerName } from "@/components/shell/customer-name";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { MoreRows } from "@/components/ui/more-rows";
import { jobItemsQuery } from "@/lib/bulk-changes/queries";
import type { JobItemRow } from "@/lib/bulk-changes/schema";
import { paths } from "@/lib/paths";
import { itemTones } from "./job-words";

/** Each customer's result, one line a label. */
export function JobItems({ jobId, state }: { jobId: string; state: string | null }) {
  const t = useTranslations("jobs.items");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(jobItemsQuery(pageId, jobId, state));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  if (query.error !== null && rows === undefined)
    return <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />;
  if (rows?.length === 0) return <EmptyState title={t("empty")} />;
  return (
    <>
      <Table caption={t("caption")} isBusy={rows === undefined}>
        <thead>
          <tr>
            <HeadCell>{t("customer")}</HeadCell>
            <HeadCell>{t("label")}</HeadCell>
            <HeadCell>{t("result")}</HeadCell>
            <HeadCell className="w-full max-md:hidden">{t("reason")}</HeadCell>
            <HeadCell isNumber className="max-md:hidden">
              {t("at")}
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows === undefined && <ItemSkeleton />}
          {rows?.map((row) => (
            <ItemRow key={`${row.ordinal} ${row.labelName} ${row.isAssign}`} row={row} />
          ))}
        </tbody>
      </Table>
      <MoreRows query={query} reading={t("more")}>
        {t("more")}
      </MoreRows>
    </>
  );
}

function ItemRow({ row }: { row: JobItemRow }) {
  const t = useTranslations("jobs.items");
  const format = useFormatter();
  const { pageId } = usePageSession();
  return (
    <Row>
      <NameCell isWrapping className="max-w-40 md:max-w-64">
        <Link href={paths.customer(pageId, row.psid)} className="block truncate hover:underline">
          <CustomerName name={row.name} psid={row.psid} />
        </Link>
        {row.reasonWords !== null && (
          <span className="block text-xs font-normal text-ink-muted md:hidden">{row.reasonWords}</span>
        )}
      </NameCell>
      <Cell className="max-w-48 truncate">
        {row.isAssign ? t("putOn") : t("takenOff")} <bdi>{row.labelName}</bdi>
      </Cell>
      <Cell>
        <Badge tone={itemTones[row.state]}>{t(`state.${row.state}`)}</Badge>
      </Cell>
      <Cell isWrapping className="text-ink-muted max-md:hidden">
        {row.reasonWords}
      </Cell>
      <Cell className="text-end text-ink-muted max-md:hidden">
        {row.at !== null && <time dateTime={row.at}>{format.dateTime(new Date(row.at), "second")}</time>}
      </Cell>
    </Row>
  );
}

function ItemSkeleton() {
  return Array.from({ length: 12 }, (_, index) => (
    <Row key={index}>
      <NameCell>
        <Skeleton className="w-32" />
      </NameCell>
      <Cell>
        <Skeleton className="w-24" />
      </Cell>
      <Cell>
        <Skeleton className="h-5! w-16" />
      </Cell>
      <Cell className="max-md:hidden" />
      <Cell className="max-md:hidden" />
    </Row>
  ));
}
