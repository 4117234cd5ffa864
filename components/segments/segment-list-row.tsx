"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Sentence } from "@/components/predicate/sentence";
import type { LabelBook } from "@/components/predicate/label-book";
import { Count } from "@/components/shell/count";
import { usePageSession } from "@/components/shell/page-session";
import { Menu, MenuItem, MenuRule } from "@/components/ui/menu";
import { ShareBar } from "@/components/ui/share-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, NameCell, Row } from "@/components/ui/table";
import { encodePredicate } from "@/lib/domain/predicate-code";
import { paths } from "@/lib/paths";
import type { SegmentRow, SegmentSize } from "@/lib/segments/schema";
import { SizeSparkline } from "./size-sparkline";

const DeleteSegmentDialog = dynamic(() =>
  import("./delete-segment-dialog").then((loaded) => loaded.DeleteSegmentDialog),
);

type SegmentListRowProps = {
  segment: SegmentRow;
  /** Over the last days; undefined while they are read, and for a segment that was not measured. */
  sizes: readonly SegmentSize[] | undefined;
  book: LabelBook;
  canEdit: boolean;
};

export function SegmentListRow({ segment, sizes, book, canEdit }: SegmentListRowProps) {
  const format = useFormatter();
  const { pageId } = usePageSession();
  return (
    <Row>
      <NameCell isWrapping>
        <Link href={paths.segment(pageId, segment.id)} className="hover:underline">
          {segment.name}
        </Link>
        <div className="font-normal">
          {segment.trouble === null ? (
            <Sentence predicate={segment.predicate} book={book} isSmall />
          ) : (
            <p className="text-danger-ink">{segment.trouble}</p>
          )}
        </div>
      </NameCell>
      <Cell className="text-end">
        <Link
          href={paths.customers(pageId, { filter: encodePredicate(segment.predicate) })}
          className="people-link"
        >
          <Count value={segment.people} />
        </Link>
      </Cell>
      <Cell className="max-lg:hidden">
        <ShareBar now={segment.people ?? 0} page={book.everyone ?? 0} className="w-32" />
      </Cell>
      <Cell className="max-xl:hidden">
        <SizeSparkline sizes={sizes} people={segment.people} />
      </Cell>
      <Cell className="text-ink-muted max-md:hidden">
        <time dateTime={segment.updatedAt}>{format.dateTime(new Date(segment.updatedAt), "day")}</time>
        {segment.updatedBy !== null && <span className="block text-xs">{segment.updatedBy}</span>}
      </Cell>
      <Cell>{canEdit && <RowMenu segment={segment} />}</Cell>
    </Row>
  );
}

function RowMenu({ segment }: { segment: SegmentRow }) {
  const t = useTranslations("segments");
  const router = useRouter();
  const { pageId } = usePageSession();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={t("more", { name: segment.name })}
            className="inline-grid size-control-small place-items-center rounded-sm text-ink-muted hover:bg-hover"
          >
            <Ellipsis size={16} aria-hidden />
          </button>
        }
      >
        <MenuItem onSelect={() => router.push(paths.newBroadcast(pageId, { segment: segment.id }))}>
          {t("use")}
        </MenuItem>
        <MenuItem
          onSelect={() =>
            router.push(paths.newSegment(pageId, { predicate: encodePredicate(segment.predicate) }))
          }
        >
          {t("duplicate")}
        </MenuItem>
        <MenuRule />
        <MenuItem isDanger onSelect={() => setIsDeleting(true)}>
          {t("delete")}
        </MenuItem>
      </Menu>
      {isDeleting && <DeleteSegmentDialog segment={segment} onClose={() => setIsDeleting(false)} />}
    </>
  );
}

export function SegmentListSkeleton() {
  return Array.from({ length: 6 }, (_, index) => (
    <Row key={index}>
      <NameCell className="py-2">
        <Skeleton className="w-48" />
        <div className="h-5">
          <Skeleton className="w-40 md:w-72" />
        </div>
      </NameCell>
      <Cell>
        <Skeleton className="w-10" />
      </Cell>
      <Cell className="max-lg:hidden">
        <Skeleton className="w-32" />
      </Cell>
      <Cell className="max-xl:hidden">
        <Skeleton className="w-24" />
      </Cell>
      <Cell className="max-md:hidden">
        <Skeleton className="w-20" />
      </Cell>
      <Cell />
    </Row>
  ));
}
