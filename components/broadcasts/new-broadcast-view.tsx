"use client";

import { useQuery, skipToken } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { NotForRole } from "@/components/shell/not-for-role";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Skeleton } from "@/components/ui/skeleton";
import type { Predicate } from "@/lib/domain/predicate";
import { paths } from "@/lib/paths";
import { segmentQuery } from "@/lib/segments/queries";
import { BroadcastView } from "./broadcast-view";
import { Composer } from "./composer";

type NewBroadcastViewProps = { segmentId: string | null; predicate: Predicate | null };

/**
 * A new broadcast. Once it is saved, its address is its own (`useDraftSaving`), though this view was opened there: whoever
 * comes back to it from elsewhere finds what was saved.
 */
export function NewBroadcastView(props: NewBroadcastViewProps) {
  const { pageId } = usePageSession();
  const pathname = usePathname();
  const [openedAt] = useState(pathname);
  const broadcastId = openedAt.split("/").at(-1)!;
  if (openedAt === paths.broadcast(pageId, broadcastId) && openedAt !== paths.newBroadcast(pageId))
    return <BroadcastView broadcastId={broadcastId} />;
  return <UnsavedBroadcast {...props} />;
}

/** For a segment, for a predicate that came with the link, or for nobody yet. */
function UnsavedBroadcast({ segmentId, predicate }: NewBroadcastViewProps) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const query = useQuery(
    segmentId === null
      ? { queryKey: ["page", pageId, "segments", "none"] as const, queryFn: skipToken }
      : segmentQuery(pageId, segmentId),
  );
  const canEdit = useCan("broadcasts.edit");
  const segment = query.data ?? null;
  const parent = { title: t("title"), href: paths.broadcasts(pageId) };
  if (!canEdit) {
    return (
      <NotForRole title={t("newTitle")} parent={parent}>
        {t("cannotEdit")}
      </NotForRole>
    );
  }
  if (segmentId === null || segment !== null) {
    return <Composer start={{ broadcast: null, segment, predicate }} />;
  }
  return (
    <>
      <ViewBar title={t("newTitle")} parent={parent} />
      {query.error !== null ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div aria-busy className="grid gap-5 p-6">
          <Skeleton className="h-8! w-80 max-w-full" />
          <Skeleton className="h-8! w-48" />
        </div>
      )}
    </>
  );
}
