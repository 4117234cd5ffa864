"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { broadcastsQuery } from "@/lib/broadcasts/queries";
import type { BroadcastRow } from "@/lib/broadcasts/schema";
import { paths } from "@/lib/paths";
import { broadcastTones } from "./broadcast-words";
import { OutcomeBar } from "./outcome-bar";

/** Every broadcast: drafts, running ones, and what became of those that are done. */
export function BroadcastList() {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const canEdit = useCan("broadcasts.edit");
  const query = useQuery(broadcastsQuery(pageId));
  const rows = query.data;
  const newLink = canEdit && (
    <Link href={paths.newBroadcast(pageId)} className={buttonClass("primary")}>
      <Plus size={16} aria-hidden />
      {t("new")}
    </Link>
  );
  return (
    <>
      <ViewBar title={t("title")}>{newLink}</ViewBar>
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : rows?.length === 0 ? (
        <EmptyState title={t("empty.title")} actions={newLink}>
          {t("empty.body")}
        </EmptyState>
      ) : (
        <Table caption={t("caption")} isBusy={rows === undefined}>
          <thead>
            <tr>
              <HeadCell className="w-full">{t("column.name")}</HeadCell>
              <HeadCell>{t("column.state")}</HeadCell>
              <HeadCell className="max-lg:hidden">{t("column.outcome")}</HeadCell>
              <HeadCell className="max-md:hidden">{t("column.created")}</HeadCell>
              <HeadCell isNumber>{t("column.sent")}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows === undefined && <BroadcastListSkeleton />}
            {rows?.map((row) => (
              <BroadcastListRow key={row.id} row={row} />
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function BroadcastListRow({ row }: { row: BroadcastRow }) {
  const t = useTranslations("broadcasts");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const isDraft = row.state === "draft";
  return (
    <Row>
      <NameCell className="max-w-0 py-2">
        <Link href={paths.broadcast(pageId, row.id)} className="block truncate hover:underline">
          {row.name}
        </Link>
        <span className="block truncate text-xs font-normal text-ink-muted">{row.text}</span>
      </NameCell>
      <Cell>
        <Badge tone={broadcastTones[row.state]}>{t(`state.${row.state}`)}</Badge>
      </Cell>
      <Cell className="max-lg:hidden">
        <span className="block w-40">{!isDraft && <OutcomeBar counts={row.counts} />}</span>
      </Cell>
      <Cell className="text-ink-muted max-md:hidden">
        <time dateTime={row.createdAt}>{format.dateTime(new Date(row.createdAt), "moment")}</time>
        {row.createdBy !== null && <span className="block text-xs">{row.createdBy}</span>}
      </Cell>
      <Cell className="text-end">
        {isDraft ? <Count value={null} /> : t("sentOf", { sent: row.counts.sent, total: row.recipients })}
      </Cell>
    </Row>
  );
}

function BroadcastListSkeleton() {
  return Array.from({ length: 6 }, (_, index) => (
    <Row key={index}>
      <NameCell className="py-2">
        <Skeleton className="w-28" />
        <span className="block h-4">
          <Skeleton className="w-32 md:w-64" />
        </span>
      </NameCell>
      <Cell>
        <Skeleton className="h-5! w-16" />
      </Cell>
      <Cell className="max-lg:hidden">
        <Skeleton className="h-1.5! w-40" />
      </Cell>
      <Cell className="max-md:hidden">
        <Skeleton className="w-24" />
      </Cell>
      <Cell className="text-end">
        <Skeleton className="w-14" />
      </Cell>
    </Row>
  ));
}
