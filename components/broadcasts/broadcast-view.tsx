"use client";

import { useQuery } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { broadcastQuery } from "@/lib/broadcasts/queries";
import { paths } from "@/lib/paths";
import { BroadcastReport } from "./broadcast-report";
import { Composer } from "./composer";
import { DraftReading } from "./draft-reading";

/** One broadcast: a draft is written on, anything later is watched and read. */
export function BroadcastView({ broadcastId }: { broadcastId: string }) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const canEdit = useCan("broadcasts.edit");
  const query = useQuery(broadcastQuery(pageId, broadcastId));
  const broadcast = query.data;
  if (broadcast?.state === "draft" && canEdit) {
    return <Composer key={broadcastId} start={{ broadcast, segment: null, predicate: null }} />;
  }
  if (broadcast?.state === "draft") return <DraftReading broadcast={broadcast} />;
  if (broadcast !== undefined)
    return (
      <NuqsAdapter>
        <BroadcastReport broadcast={broadcast} />
      </NuqsAdapter>
    );
  return (
    <>
      <ViewBar title={t("one")} parent={{ title: t("title"), href: paths.broadcasts(pageId) }} />
      {query.error !== null ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div aria-busy className="grid gap-5 p-6">
          <Skeleton className="h-8! w-48" />
          <Skeleton className="h-7! w-full" />
          <Skeleton className="w-full" />
        </div>
      )}
    </>
  );
}
