"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { FrozenListTable } from "@/components/frozen-lists/frozen-list-table";
import { useLabelBook } from "@/components/predicate/label-book";
import { Count } from "@/components/shell/count";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { HeadCell, Table } from "@/components/ui/table";
import { paths } from "@/lib/paths";
import { recentSizesQuery, segmentsQuery } from "@/lib/segments/queries";
import { sparklineDays, type SegmentSize } from "@/lib/segments/schema";
import { SegmentListRow, SegmentListSkeleton } from "./segment-list-row";

/** The saved segments with their sizes now. */
export function SegmentList() {
  const t = useTranslations("segments");
  const { pageId } = usePageSession();
  const canEdit = useCan("segments.edit");
  const query = useQuery(segmentsQuery(pageId));
  const book = useLabelBook();
  const segments = query.data;
  const sizesOf = useRecentSizes(segments !== undefined);
  return (
    <>
      <ViewBar title={t("title")} mark={segments && <Mark count={segments.length} />}>
        {canEdit && <NewSegmentLink look="primary" />}
      </ViewBar>
      {query.error !== null && segments === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : segments?.length === 0 ? (
        <EmptyState title={t("empty.title")} actions={canEdit && <NewSegmentLink look="primary" />}>
          {t("empty.body")}
        </EmptyState>
      ) : (
        <Table caption={t("caption")} isBusy={segments === undefined}>
          <thead>
            <tr>
              <HeadCell className="w-full">{t("column.name")}</HeadCell>
              <HeadCell isNumber>{t("column.people")}</HeadCell>
              <HeadCell className="max-lg:hidden">{t("column.share")}</HeadCell>
              <HeadCell className="max-xl:hidden">{t("column.sizes", { days: sparklineDays })}</HeadCell>
              <HeadCell className="max-md:hidden">{t("column.changed")}</HeadCell>
              <HeadCell>
                <span className="sr-only">{t("column.deeds")}</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {segments === undefined && <SegmentListSkeleton />}
            {segments?.map((segment) => (
              <SegmentListRow
                key={segment.id}
                sizes={sizesOf.get(segment.id)}
                {...{ segment, book, canEdit }}
              />
            ))}
          </tbody>
        </Table>
      )}
      <FrozenListTable />
    </>
  );
}

/** Read after the list itself: a line is a help, a size is the point. */
function useRecentSizes(isWanted: boolean): ReadonlyMap<string, SegmentSize[]> {
  const { pageId } = usePageSession();
  const { data } = useQuery({ ...recentSizesQuery(pageId), enabled: isWanted });
  return useMemo(() => new Map(data?.map(({ segmentId, sizes }) => [segmentId, sizes])), [data]);
}

function Mark({ count }: { count: number }) {
  return (
    <span className="text-xs text-ink-muted">
      <Count value={count} />
    </span>
  );
}

function NewSegmentLink({ look }: { look: "primary" | "plain" }) {
  const t = useTranslations("segments");
  const { pageId } = usePageSession();
  return (
    <Link href={paths.newSegment(pageId)} className={buttonClass(look)}>
      <Plus size={16} aria-hidden />
      {t("new")}
    </Link>
  );
}
