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
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import type { CustomerRow } from "@/lib/customers/schema";
import { paths } from "@/lib/paths";
import { CustomerLabels } from "./customer-labels";
import { useShortAgo } from "./short-ago";

type CustomerTableProps = {
  /** Undefined while they are read. */
  rows: readonly CustomerRow[] | undefined;
  book: LabelBook;
  /** The rows of the view before, shown until the new ones are here. */
  isStale: boolean;
  /** Who is chosen; null for those who may not change many at once. */
  chosen: CustomerSelectionState | null;
};

export function CustomerTable({ rows, book, isStale, chosen }: CustomerTableProps) {
  const t = useTranslations("customers");
  const words = useTranslations("jobs.selection");
  return (
    <div className={cn("transition-opacity duration-(--duration-move)", isStale && "opacity-60")}>
      <Table caption={t("caption")} isBusy={rows === undefined || isStale}>
        <thead>
          <tr>
            {chosen !== null && (
              <HeadCell className="w-8">
                <Checkbox
                  label={words("everyone")}
                  checked={chosen.isAll}
                  isMixed={chosen.selection !== null && !chosen.isAll}
                  onChange={chosen.isAll ? chosen.clear : chosen.chooseAll}
                />
              </HeadCell>
            )}
            <HeadCell>{t("column.name")}</HeadCell>
            <HeadCell className="w-full">{t("column.labels")}</HeadCell>
            <HeadCell aria-sort="descending" isNumber className="max-md:hidden">
              {t("column.lastMessage")}
            </HeadCell>
            <HeadCell>{t("column.window")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows === undefined && <CustomerTableSkeleton />}
          {rows?.map((row) => (
            <CustomerTableRow key={row.psid} row={row} book={book} chosen={chosen} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

type CustomerTableRowProps = Pick<CustomerTableProps, "book" | "chosen"> & { row: CustomerRow };

function CustomerTableRow({ row, book, chosen }: CustomerTableRowProps) {
  const words = useTranslations("jobs.selection");
  const nameOf = useCustomerName();
  const t = useTranslations("customers");
  const now = useNow();
  const ago = useShortAgo();
  const { pageId } = usePageSession();
  return (
    <Row>
      {chosen !== null && (
        <Cell className="w-8">
          <Checkbox
            label={words("one", { name: nameOf(row) })}
            checked={chosen.has(row.ordinal)}
            onChange={(event) => chosen.toggle([row.ordinal], event.target.checked)}
          />
        </Cell>
      )}
      <NameCell className="max-w-36 sm:max-w-44 md:max-w-64">
        <span className="flex items-center gap-2.5">
          <Avatar name={row.name} />
          <Link href={paths.customer(pageId, row.psid)} className="truncate hover:underline">
            <CustomerName name={row.name} psid={row.psid} />
          </Link>
          {row.blocked && <Badge tone="danger">{t("blocked")}</Badge>}
        </span>
      </NameCell>
      <Cell isWrapping>
        <CustomerLabels row={row} book={book} />
      </Cell>
      <Cell className="text-end text-ink-muted max-md:hidden">
        {row.lastMessageAt === null ? (
          t("neverWrote")
        ) : (
          <time dateTime={row.lastMessageAt}>{ago(now - Date.parse(row.lastMessageAt))}</time>
        )}
      </Cell>
      <Cell>
        <WindowClock openedAt={row.windowOpenedAt} />
      </Cell>
    </Row>
  );
}

function CustomerTableSkeleton() {
  return Array.from({ length: 20 }, (_, index) => (
    <Row key={index}>
      <NameCell>
        <span className="flex items-center gap-2.5">
          <Skeleton className="size-6! rounded-full!" />
          <Skeleton className={index % 3 === 0 ? "w-32" : "w-24"} />
        </span>
      </NameCell>
      <Cell>
        <Skeleton className="h-5.5! w-16 rounded-sm! sm:w-40" />
      </Cell>
      <Cell className="text-end max-md:hidden">
        <Skeleton className="w-12" />
      </Cell>
      <Cell>
        <Skeleton className="w-16" />
      </Cell>
    </Row>
  ));
}
