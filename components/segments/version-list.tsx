"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import type { LabelBook } from "@/components/predicate/label-book";
import { Sentence } from "@/components/predicate/sentence";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { toastDone } from "@/components/ui/toast";
import type { Predicate } from "@/lib/domain/predicate";
import { restoreVersionAction } from "@/lib/segments/actions";
import { segmentQuery, versionsQuery } from "@/lib/segments/queries";
import type { SegmentRow, SegmentVersionRow } from "@/lib/segments/schema";
import { VersionDifference } from "./version-difference";

type VersionListProps = {
  segment: SegmentRow;
  book: LabelBook;
  /** Unsaved work on the screen: bringing a version back would be over it. */
  isDirty: boolean;
  onRestored: (segment: SegmentRow) => void;
};

/** Every version that was saved, what it said, and how its people differ from those of the present one. */
export function VersionList(props: VersionListProps) {
  const { segment } = props;
  const t = useTranslations("segments.versions");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(versionsQuery(pageId, segment.id));
  if (query.data === undefined) {
    if (query.error !== null) return <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />;
    return <Skeleton className="w-72 max-w-full" />;
  }
  const rows = query.data.pages.flatMap((page) => page.rows);
  const { present } = query.data.pages[0]!;
  return (
    <>
      <p className="mb-2 text-xs text-ink-muted">{t("about")}</p>
      <ol aria-label={t("label")} className="text-sm">
        {rows.map((version, at) => (
          <li key={version.number} className="border-t border-line py-3 first:border-t-0">
            <Version version={version} present={present} isPresent={at === 0} {...props} />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button size="small" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("older")}
        </Button>
      )}
    </>
  );
}

type VersionProps = VersionListProps & {
  version: SegmentVersionRow;
  present: Predicate;
  isPresent: boolean;
};

function Version({ version, present, isPresent, ...props }: VersionProps) {
  const { segment, book } = props;
  const t = useTranslations("segments.versions");
  const format = useFormatter();
  const canEdit = useCan("segments.edit");
  const { number, name, predicate, savedAt, savedBy, restoredFrom, note } = version;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <b className="font-medium">{t("number", { number })}</b>
        {isPresent && <Badge tone="accent">{t("present")}</Badge>}
        {restoredFrom !== null && <Badge>{t("restoredFrom", { number: restoredFrom })}</Badge>}
        {note !== null && (
          <Badge>{t(`note.${note.kind}`, { from: format.list(note.from), to: note.to })}</Badge>
        )}
        <span className="text-xs text-ink-muted">
          {savedBy === null ? "" : `${savedBy}, `}
          <time dateTime={savedAt}>{format.dateTime(new Date(savedAt), "moment")}</time>
        </span>
        {!isPresent && canEdit && (
          <span className="ms-auto">
            <RestoreButton number={number} {...props} />
          </span>
        )}
      </div>
      {name !== segment.name && <p className="text-ink-muted">{t("wasCalled", { name })}</p>}
      <Sentence predicate={predicate} book={book} isSmall />
      {!isPresent && <VersionDifference version={version} present={present} />}
    </>
  );
}

type RestoreButtonProps = Omit<VersionListProps, "book"> & { number: number };

function RestoreButton({ segment, number, isDirty, onRestored }: RestoreButtonProps) {
  const t = useTranslations("segments.versions");
  const { pageId } = usePageSession();
  const queryClient = useQueryClient();
  const restore = useAction(restoreVersionAction, {
    refreshes: { pageId, topics: ["segments"] },
    onDone: async () => {
      onRestored(await queryClient.query({ ...segmentQuery(pageId, segment.id), staleTime: 0 }));
      toastDone(t("restored", { number }));
    },
  });
  return (
    <Button
      size="small"
      unavailable={isDirty ? t("saveFirst") : undefined}
      pending={restore.isPending}
      onClick={() => restore.mutate({ pageId, id: segment.id, number, basedOn: segment.updatedAt })}
      aria-label={t("restoreNumber", { number })}
    >
      {t("restore")}
    </Button>
  );
}
