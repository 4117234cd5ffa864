"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Minus, Plus } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { LabelChip } from "@/components/predicate/label-chip";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { labelHistoryQuery } from "@/lib/customers/queries";
import type { LabelHistoryRow } from "@/lib/customers/schema";
import { useLabelSource } from "./label-source";

/** Labels put on and taken off since the first import, newest first, by whom. */
export function LabelHistorySection({ psid }: { psid: string }) {
  const t = useTranslations("customers.history");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(labelHistoryQuery(pageId, psid));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <AsideSection title={t("title")}>
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : rows === undefined ? (
        <Skeleton className="w-48" />
      ) : rows.length === 0 ? (
        <p className="text-sm text-ink-muted">{t("empty")}</p>
      ) : (
        <ul className="grid gap-2.5">
          {rows.map((row) => (
            <HistoryItem key={row.id} row={row} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          size="small"
          className="mt-3"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </AsideSection>
  );
}

function HistoryItem({ row }: { row: LabelHistoryRow }) {
  const t = useTranslations("customers.history");
  const format = useFormatter();
  const sourceOf = useLabelSource();
  const Icon = row.isAssigned ? Plus : Minus;
  return (
    <li className="text-sm">
      <span className="flex items-center gap-2">
        <Icon size={14} aria-hidden className="shrink-0 text-ink-faint" />
        <span className="sr-only">{row.isAssigned ? t("assigned") : t("removed")}</span>
        <LabelChip name={row.labelName ?? t("nameless")} hue={row.hue} />
      </span>
      <span className="ms-5.5 block text-xs text-ink-muted">
        {sourceOf(row.source)}
        {" · "}
        <time dateTime={row.at}>{format.dateTime(new Date(row.at), "moment")}</time>
      </span>
    </li>
  );
}
