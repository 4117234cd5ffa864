"use client";

import { useRef, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import type { CustomerSelectionState } from "@/components/bulk-changes/use-selection";
import type { LabelBook } from "@/components/predicate/label-book";
import { useVirtualRows } from "@/components/ui/use-virtual-rows";
import { cn } from "@/lib/cn";
import type { CustomerView } from "@/lib/customers/schema";
import { CustomerTableHead } from "./customer-table-head";
import { CustomerTableRow, CustomerTableRowSkeleton, rowHeight } from "./customer-table-row";
import { useCustomerRows } from "./use-customer-rows";

type CustomerTableProps = {
  view: CustomerView;
  /** Undefined until it is known. */
  total: number | undefined;
  /** The rows of the view before, shown until the new ones are here. */
  isStale: boolean;
  onSort: (sort: Required<Pick<CustomerView, "sort" | "direction">>) => void;
  book: LabelBook;
  /** Who is chosen; null for those who may not change many at once. */
  chosen: CustomerSelectionState | null;
};

/** The bar of the view and the table's own head. */
const headHeight = 84;
/** Until the number is known: rows for a screen. */
const rowsUnknown = 30;

/** Everybody whom the view shows, as one long table: only the rows in sight are there, and the scrollbar goes anywhere. */
export function CustomerTable({ view, total, isStale, onSort, book, chosen }: CustomerTableProps) {
  const t = useTranslations("customers");
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useVirtualRows(body, { total: total ?? rowsUnknown, rowHeight, headHeight });
  const rowAt = useCustomerRows(view, virtual);
  return (
    <div className={cn("transition-opacity duration-(--duration-move)", isStale && "opacity-60")}>
      <table
        aria-busy={total === undefined || isStale ? true : undefined}
        aria-rowcount={total === undefined ? -1 : total + 1}
        className="w-full table-fixed border-collapse text-sm"
      >
        <caption className="sr-only">{t("caption")}</caption>
        <CustomerTableHead view={view} onSort={onSort} chosen={chosen} />
        <tbody ref={body} onKeyDown={(event) => moveBetweenRows(event, virtual.scrollToRow)}>
          <Gap height={virtual.before} />
          {Array.from({ length: virtual.end - virtual.start }, (_, at) => {
            const position = virtual.start + at;
            const row = rowAt(position);
            const place = { position, hasCheckbox: chosen !== null };
            return row === undefined ? (
              <CustomerTableRowSkeleton key={`place ${position}`} {...place} />
            ) : (
              <CustomerTableRow key={row.psid} row={row} book={book} chosen={chosen} {...place} />
            );
          })}
          <Gap height={virtual.after} />
        </tbody>
      </table>
    </div>
  );
}

/** The place of the rows that are not in sight. */
function Gap({ height }: { height: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height }} className="p-0" />
    </tr>
  );
}

/** Up and down go from name to name; at the edge of what is rendered the list scrolls along. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>, scrollToRow: (row: number) => void): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const from = event.target instanceof HTMLElement ? event.target.closest("a[data-position]") : null;
  if (step === 0 || !(from instanceof HTMLElement)) return;
  event.preventDefault();
  const next = Number(from.dataset.position) + step;
  const link = event.currentTarget.querySelector(`a[data-position="${next}"]`);
  if (link instanceof HTMLElement) {
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
  } else if (next >= 0) scrollToRow(next);
}
