"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Copy, Plus } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { Tools, ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { MoreRows } from "@/components/ui/more-rows";
import { SearchField } from "@/components/ui/search-field";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { broadcastsQuery } from "@/lib/broadcasts/queries";
import { broadcastViews, type BroadcastRow, type BroadcastView } from "@/lib/broadcasts/schema";
import { summarizeContent } from "@/lib/domain/message-content";
import { paths } from "@/lib/paths";
import { broadcastTones, countSent, isHeldBack } from "./broadcast-words";
import { OutcomeBar } from "./outcome-bar";
import { useDuplicate } from "./use-duplicate";

/** Every broadcast: drafts, running ones, and what became of those that are done. */
export function BroadcastList() {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const canEdit = useCan("broadcasts.edit");
  const [search, setSearch] = useState("");
  const [view, setView] = useState<BroadcastView>("all");
  const asked = { view, search: useDeferredValue(search).trim() };
  const query = useInfiniteQuery({ ...broadcastsQuery(pageId, asked), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.rows);
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
      ) : query.data?.pages[0]?.isEmpty === true ? (
        <EmptyState title={t("empty.title")} actions={newLink}>
          {t("empty.body")}
        </EmptyState>
      ) : (
        <>
          <ListTools {...{ search, setSearch, view, setView }} />
          <BroadcastTable rows={rows} />
          {rows?.length === 0 && (
            <p className="py-8 text-center text-sm text-ink-muted">{t("filter.nothing")}</p>
          )}
          <MoreRows query={query} reading={t("loadingMore")}>
            {t("loadMore")}
          </MoreRows>
        </>
      )}
    </>
  );
}

type ListToolsProps = {
  search: string;
  setSearch: (search: string) => void;
  view: BroadcastView;
  setView: (view: BroadcastView) => void;
};

function ListTools({ search, setSearch, view, setView }: ListToolsProps) {
  const t = useTranslations("broadcasts.filter");
  return (
    <Tools>
      <SearchField
        label={t("search")}
        placeholder={t("search")}
        clearLabel={t("clear")}
        value={search}
        onChange={setSearch}
      />
      <Segmented
        label={t("state")}
        value={view}
        onChange={setView}
        options={broadcastViews.map((value) => ({ value, label: t(value) }))}
      />
    </Tools>
  );
}

function BroadcastTable({ rows }: { rows: readonly BroadcastRow[] | undefined }) {
  const t = useTranslations("broadcasts");
  const canEdit = useCan("broadcasts.edit");
  return (
    <Table caption={t("caption")} isBusy={rows === undefined}>
      <thead>
        <tr>
          <HeadCell className="w-full">{t("column.name")}</HeadCell>
          <HeadCell>{t("column.state")}</HeadCell>
          <HeadCell className="max-lg:hidden">{t("column.outcome")}</HeadCell>
          <HeadCell className="max-md:hidden">{t("column.created")}</HeadCell>
          <HeadCell isNumber>{t("column.sent")}</HeadCell>
          {canEdit && (
            <HeadCell className="max-sm:hidden">
              <span className="sr-only">{t("column.deeds")}</span>
            </HeadCell>
          )}
        </tr>
      </thead>
      <tbody>
        {rows === undefined && <BroadcastListSkeleton />}
        {rows?.map((row) => (
          <BroadcastListRow key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function BroadcastListRow({ row }: { row: BroadcastRow }) {
  const t = useTranslations("broadcasts");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const canEdit = useCan("broadcasts.edit");
  const duplicate = useDuplicate();
  const isDraft = row.state === "draft";
  const sent = countSent(row);
  return (
    <Row>
      <NameCell className="max-w-0 py-2">
        <Link href={paths.broadcast(pageId, row.id)} className="block truncate hover:underline">
          {row.name}
        </Link>
        <span className="block truncate text-xs font-normal text-ink-muted">
          {isHeldBack(row) ? row.stoppedReason : summarizeContent(row.content)}
        </span>
      </NameCell>
      <Cell>
        {isHeldBack(row) ? (
          <Badge tone="warning">{t("heldBack")}</Badge>
        ) : (
          <Badge tone={broadcastTones[row.state]}>{t(`state.${row.state}`)}</Badge>
        )}
      </Cell>
      <Cell className="max-lg:hidden">
        <span className="block w-40">
          {!isDraft && row.way === "fan-out" && <OutcomeBar counts={row.counts} />}
        </span>
      </Cell>
      <Cell className="text-ink-muted max-md:hidden">
        <time dateTime={row.createdAt}>{format.dateTime(new Date(row.createdAt), "moment")}</time>
        {row.createdBy !== null && <span className="block text-xs">{row.createdBy}</span>}
      </Cell>
      <Cell className="text-end">
        {isDraft || sent === null ? <Count value={null} /> : t("sentOf", { sent, total: row.recipients })}
      </Cell>
      {canEdit && (
        <Cell className="text-end max-sm:hidden">
          <IconButton
            label={t("duplicate", { name: row.name })}
            onClick={() => duplicate.mutate({ pageId, id: row.id })}
          >
            <Copy size={15} aria-hidden />
          </IconButton>
        </Cell>
      )}
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
