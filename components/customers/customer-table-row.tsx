"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import type { CustomerSelectionState } from "@/components/bulk-changes/use-selection";
import type { LabelBook } from "@/components/predicate/label-book";
import { CustomerName, useCustomerName } from "@/components/shell/customer-name";
import { usePageSession } from "@/components/shell/page-session";
import { useNow } from "@/components/shell/use-now";
import { WindowClock } from "@/components/shell/window-clock";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, NameCell } from "@/components/ui/table";
import type { CustomerRow } from "@/lib/customers/schema";
import { paths } from "@/lib/paths";
import { CustomerLabels } from "./customer-labels";
import { useShortAgo } from "./short-ago";

/** In pixels, its line included. Every row has it: the place of a row is its number times this. */
export const rowHeight = 45;

type CustomerTableRowProps = {
  row: CustomerRow;
  /** Its number in the view, from 0. */
  position: number;
  book: LabelBook;
  chosen: CustomerSelectionState | null;
};

export function CustomerTableRow({ row, position, book, chosen }: CustomerTableRowProps) {
  const t = useTranslations("customers");
  const words = useTranslations("jobs.selection");
  const nameOf = useCustomerName();
  const now = useNow();
  const ago = useShortAgo();
  const { pageId } = usePageSession();
  return (
    <tr aria-rowindex={position + 2} style={{ height: rowHeight }} className="group hover:bg-hover">
      {chosen !== null && (
        <Cell className="h-auto">
          <Checkbox
            label={words("one", { name: nameOf(row) })}
            checked={chosen.has(row.ordinal)}
            onChange={(event) => chosen.toggle([row.ordinal], event.target.checked)}
          />
        </Cell>
      )}
      <NameCell className="h-auto overflow-hidden">
        <span className="flex items-center gap-2.5">
          <Avatar name={row.name} />
          <Link
            href={paths.customer(pageId, row.psid)}
            prefetch={false}
            data-position={position}
            className="truncate hover:underline"
          >
            <CustomerName name={row.name} psid={row.psid} />
          </Link>
          {row.blocked && <Badge tone="danger">{t("blocked")}</Badge>}
        </span>
      </NameCell>
      <Cell className="h-auto overflow-hidden">
        <CustomerLabels row={row} book={book} />
      </Cell>
      <Cell className="h-auto text-end text-ink-muted max-md:hidden">
        {row.lastMessageAt === null ? (
          t("neverWrote")
        ) : (
          <time dateTime={row.lastMessageAt}>{ago(now - Date.parse(row.lastMessageAt))}</time>
        )}
      </Cell>
      <Cell className="h-auto overflow-hidden">
        <WindowClock openedAt={row.windowOpenedAt} />
      </Cell>
    </tr>
  );
}

/** A row that is being read: the same geometry. */
export function CustomerTableRowSkeleton({
  position,
  hasCheckbox,
}: {
  position: number;
  hasCheckbox: boolean;
}) {
  return (
    <tr aria-rowindex={position + 2} aria-busy style={{ height: rowHeight }}>
      {hasCheckbox && <Cell className="h-auto" />}
      <NameCell className="h-auto">
        <span className="flex items-center gap-2.5">
          <Skeleton className="size-6! rounded-full!" />
          <Skeleton className={position % 3 === 0 ? "w-32" : "w-24"} />
        </span>
      </NameCell>
      <Cell className="h-auto">
        <Skeleton className="h-5.5! w-16 rounded-sm! sm:w-40" />
      </Cell>
      <Cell className="h-auto text-end max-md:hidden">
        <Skeleton className="w-12" />
      </Cell>
      <Cell className="h-auto">
        <Skeleton className="w-16" />
      </Cell>
    </tr>
  );
}
