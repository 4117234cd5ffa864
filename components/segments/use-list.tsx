"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { broadcastTones } from "@/components/broadcasts/broadcast-words";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { RoomWords } from "@/components/shell/room-words";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import broadcasts from "@/lib/messages/en/broadcasts.json";
import { paths } from "@/lib/paths";
import { segmentUsesQuery } from "@/lib/segments/queries";
import type { SegmentUse } from "@/lib/segments/schema";

/** Where a segment is used: every broadcast that was written for it. */
export function UseList({ segmentId }: { segmentId: string }) {
  const t = useTranslations("segments.uses");
  const { pageId } = usePageSession();
  const query = useQuery(segmentUsesQuery(pageId, segmentId));
  if (query.data === undefined) {
    if (query.error !== null) return <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />;
    return <Skeleton className="w-56" />;
  }
  if (query.data.length === 0) return <p className="text-sm text-ink-muted">{t("none")}</p>;
  return (
    <>
      <UseRows uses={query.data} />
      <p className="mt-2 text-xs text-ink-muted">{t("own")}</p>
    </>
  );
}

const words = { broadcasts };

/** Speaks of broadcasts outside of their room, so it brings the words along. */
export function UseRows({ uses }: { uses: readonly SegmentUse[] }) {
  if (uses.length === 0) return null;
  return (
    <RoomWords words={words}>
      <Rows uses={uses} />
    </RoomWords>
  );
}

function Rows({ uses }: { uses: readonly SegmentUse[] }) {
  const t = useTranslations("broadcasts");
  const format = useFormatter();
  const { pageId } = usePageSession();
  return (
    <ul className="grid max-h-64 gap-1 overflow-auto text-sm">
      {uses.map(({ broadcastId, name, state, updatedAt }) => (
        <li key={broadcastId} className="flex min-h-8 items-center gap-3">
          <Link
            href={paths.broadcast(pageId, broadcastId)}
            className="min-w-0 truncate font-medium hover:underline"
          >
            {name}
          </Link>
          <Badge tone={broadcastTones[state]}>{t(`state.${state}`)}</Badge>
          <time dateTime={updatedAt} className="ms-auto text-xs text-ink-muted">
            {format.dateTime(new Date(updatedAt), "day")}
          </time>
        </li>
      ))}
    </ul>
  );
}
