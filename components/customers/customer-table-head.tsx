"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "use-intl";
import type { CustomerSelectionState } from "@/components/bulk-changes/use-selection";
import { Checkbox } from "@/components/ui/checkbox";
import { HeadCell } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import type { CustomerSort, CustomerView } from "@/lib/customers/schema";

type Sorting = Required<Pick<CustomerView, "sort" | "direction">>;

type CustomerTableHeadProps = {
  view: CustomerView;
  onSort: (sorting: Sorting) => void;
  chosen: CustomerSelectionState | null;
};

/** The columns. Pressing the head of a sortable one sorts by it, pressing it again turns it round. */
export function CustomerTableHead({ view, onSort, chosen }: CustomerTableHeadProps) {
  const t = useTranslations("customers.column");
  const words = useTranslations("jobs.selection");
  const sorting: Sorting = { sort: view.sort ?? "lastMessage", direction: view.direction ?? "forward" };
  return (
    <thead>
      <tr aria-rowindex={1}>
        {chosen !== null && (
          <HeadCell className="w-12 md:w-14">
            <Checkbox
              label={words("everyone")}
              checked={chosen.isAll}
              isMixed={chosen.selection !== null && !chosen.isAll}
              onChange={chosen.isAll ? chosen.clear : chosen.chooseAll}
            />
          </HeadCell>
        )}
        <SortHead sort="name" sorting={sorting} onSort={onSort} className="w-36 sm:w-48 md:w-64" />
        <HeadCell>{t("labels")}</HeadCell>
        <SortHead
          sort="lastMessage"
          sorting={sorting}
          onSort={onSort}
          isNumber
          className="w-36 max-md:hidden"
        />
        <SortHead sort="window" sorting={sorting} onSort={onSort} className="w-28 md:w-36" />
      </tr>
    </thead>
  );
}

/** How each order is called for a screen reader; the other way round it is turned. */
const ariaOf = { name: "ascending", lastMessage: "descending", window: "descending" } as const;

type SortHeadProps = {
  sort: CustomerSort;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  isNumber?: boolean;
  className?: string;
};

function SortHead({ sort, sorting, onSort, isNumber, className }: SortHeadProps) {
  const t = useTranslations("customers.column");
  const isSorted = sorting.sort === sort;
  const isReversed = isSorted && sorting.direction === "reversed";
  const isAscending = (ariaOf[sort] === "ascending") !== isReversed;
  const Arrow = isAscending ? ArrowUp : ArrowDown;
  return (
    <HeadCell
      className={className}
      isNumber={isNumber}
      aria-sort={!isSorted ? undefined : isAscending ? "ascending" : "descending"}
    >
      <button
        type="button"
        className="inline-flex min-h-6 items-center gap-1 rounded-xs hover:text-ink"
        onClick={() => onSort({ sort, direction: isSorted && !isReversed ? "reversed" : "forward" })}
      >
        {t(sort)}
        <Arrow size={12} aria-hidden className={cn(!isSorted && "opacity-0")} />
      </button>
    </HeadCell>
  );
}
