"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Minus, Plus } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { LabelChip } from "@/components/predicate/label-chip";
import { usePageSession } from "@/components/shell/page-session";
import { labelHistoryQuery } from "@/lib/customers/queries";
import type { LabelHistoryRow } from "@/lib/customers/schema";
import { useLabelSource } from "./label-source";
import { PagedSection } from "./paged-section";

/** Labels put on and taken off since the first import, newest first, by whom. */
export function LabelHistorySection({ psid }: { psid: string }) {
  const t = useTranslations("customers.history");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(labelHistoryQuery(pageId, psid));
  return (
    <PagedSection title={t("title")} empty={t("empty")} more={t("more")} query={query}>
      {(row) => <HistoryItem key={row.id} row={row} />}
    </PagedSection>
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
