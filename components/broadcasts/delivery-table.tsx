"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { MoreRows } from "@/components/ui/more-rows";
import { deliveriesQuery } from "@/lib/broadcasts/queries";
import type { BroadcastProgress, BroadcastReport, DeliveryRow } from "@/lib/broadcasts/schema";
import { apiPaths, paths } from "@/lib/paths";
import { countOutcome, deliveryTones, listOutcomes } from "./broadcast-words";
import { LabelThese } from "./label-these";
import { RemovableChip } from "./removable-chip";
import { countShown, toLineFilter, useShownWords, type ShownLines } from "./shown-lines";

type DeliveryTableProps = {
  broadcast: BroadcastProgress;
  report: BroadcastReport | undefined;
  shown: ShownLines;
  onShow: (shown: ShownLines) => void;
};

/** Each customer's line of the ledger, with the reason where there is one. */
export function DeliveryTable({ broadcast, report, shown, onShow }: DeliveryTableProps) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const filter = toLineFilter(shown);
  const query = useInfiniteQuery(deliveriesQuery(pageId, broadcast.id, filter));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <section aria-labelledby="deliveries">
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 id="deliveries" className="flex-1 scroll-mt-20 text-sm font-semibold">
          {t("eachCustomer")}
        </h2>
        <LabelThese
          broadcastId={broadcast.id}
          filter={filter}
          count={countShown(shown, broadcast, report) ?? 0}
        />
        <CsvLink broadcastId={broadcast.id} />
        <ShownChoice {...{ broadcast, report, shown, onShow }} />
      </div>
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : rows?.length === 0 ? (
        <p className="border-t border-line py-8 text-center text-sm text-ink-muted">{t("nobodyHere")}</p>
      ) : (
        <div className="-mx-4 md:-mx-6 xl:-me-8">
          <Table caption={t("eachCustomer")} isBusy={rows === undefined}>
            <thead>
              <tr>
                <HeadCell>{t("delivery.name")}</HeadCell>
                <HeadCell>{t("delivery.outcome")}</HeadCell>
                <HeadCell className="w-full max-md:hidden">{t("delivery.reason")}</HeadCell>
                <HeadCell isNumber>{t("delivery.at")}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {rows === undefined && <DeliverySkeleton />}
              {rows?.map((row) => (
                <DeliveryTableRow key={row.psid} row={row} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
      <MoreRows query={query} reading={t("loadingMore")}>
        {t("loadMore")}
      </MoreRows>
    </section>
  );
}

/** Which outcome is shown, or, as a chip, what else the lines have in common. */
function ShownChoice({ broadcast, report, shown, onShow }: DeliveryTableProps) {
  const t = useTranslations("broadcasts");
  const words = useShownWords(shown, report);
  const options = (["all", ...listOutcomes(broadcast.way)] as const).map((value) => ({
    value,
    label: t(`outcomeTab.${value}`, {
      count: value === "all" ? broadcast.recipients : countOutcome(broadcast.counts, value),
    }),
  }));
  return (
    <>
      {words !== null && <RemovableChip text={words} onRemove={() => onShow({ kind: "all" })} />}
      <Segmented
        label={t("showOutcome")}
        value={shown.kind === "outcome" ? shown.outcome : shown.kind === "all" ? "all" : null}
        onChange={(next) => onShow(next === "all" ? { kind: "all" } : { kind: "outcome", outcome: next })}
        options={options}
      />
    </>
  );
}

function CsvLink({ broadcastId }: { broadcastId: string }) {
  const t = useTranslations("broadcasts.report");
  const { pageId } = usePageSession();
  return (
    <a href={apiPaths.deliveriesCsv(pageId, broadcastId)} download className={buttonClass("plain", "small")}>
      <Download size={14} aria-hidden />
      {t("csv")}
    </a>
  );
}

function DeliveryTableRow({ row }: { row: DeliveryRow }) {
  const { pageId } = usePageSession();
  const t = useTranslations("broadcasts");
  const format = useFormatter();
  return (
    <Row>
      <NameCell isWrapping className="max-w-32 md:max-w-64">
        <span className="flex items-center gap-2.5">
          <Avatar name={row.name} />
          <Link href={paths.customer(pageId, row.psid)} className="truncate hover:underline">
            {row.name}
          </Link>
        </span>
        {row.reasonWords !== null && (
          <span className="block text-xs font-normal text-ink-muted md:hidden">{row.reasonWords}</span>
        )}
      </NameCell>
      <Cell>
        <Badge tone={deliveryTones[row.state]}>{t(`delivery.state.${row.state}`)}</Badge>
      </Cell>
      <Cell isWrapping className="text-ink-muted max-md:hidden">
        {row.reasonWords}
      </Cell>
      <Cell className="text-end text-ink-muted">
        {row.at === null ? (
          t("stat.none")
        ) : (
          <time dateTime={row.at}>{format.dateTime(new Date(row.at), "second")}</time>
        )}
      </Cell>
    </Row>
  );
}

function DeliverySkeleton() {
  return Array.from({ length: 10 }, (_, index) => (
    <Row key={index}>
      <NameCell>
        <span className="flex items-center gap-2.5">
          <Skeleton className="size-6! rounded-full!" />
          <Skeleton className="w-28" />
        </span>
      </NameCell>
      <Cell>
        <Skeleton className="h-5! w-14" />
      </Cell>
      <Cell className="max-md:hidden" />
      <Cell className="text-end">
        <Skeleton className="w-14" />
      </Cell>
    </Row>
  ));
}
