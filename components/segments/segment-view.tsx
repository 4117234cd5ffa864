"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/lib/paths";
import { segmentQuery } from "@/lib/segments/queries";
import { SegmentEditor } from "./segment-editor";

/** One saved segment: read, then edited in place. */
export function SegmentView({ segmentId }: { segmentId: string }) {
  const t = useTranslations("segments");
  const { pageId } = usePageSession();
  const query = useQuery(segmentQuery(pageId, segmentId));
  if (query.data !== undefined) return <SegmentEditor key={segmentId} stored={query.data} start={null} />;
  return (
    <>
      <ViewBar title={t("one")} parent={{ title: t("title"), href: paths.segments(pageId) }} />
      {query.error !== null ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="grid gap-4 p-6" aria-busy>
          <Skeleton className="h-8! w-40" />
          <Skeleton className="w-96 max-w-full" />
          <Skeleton className="mt-10 w-full" />
          <Skeleton className="w-full" />
        </div>
      )}
    </>
  );
}
