import type { ReactNode, TdHTMLAttributes, ThHTMLAttributes } from "react";
import { cn } from "@/lib/cn";

/** Rows share hairlines and columns. The caption is for screen readers: what the rows are, in which order. */
export function Table({
  caption,
  isBusy,
  children,
}: {
  caption: string;
  isBusy?: boolean;
  children: ReactNode;
}) {
  return (
    <table aria-busy={isBusy ? true : undefined} className="w-full border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
}

const edges = "first:ps-4 last:pe-4 md:first:ps-6 md:last:pe-6";

type HeadCellProps = ThHTMLAttributes<HTMLTableCellElement> & {
  /** Numbers end at one right edge, and so does their head. */
  isNumber?: boolean;
};

/** A column's head; it stays in sight under the bar. */
export function HeadCell({ className, isNumber, ...rest }: HeadCellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        "sticky top-(--spacing-bar) z-2 h-8 border-b border-line bg-surface px-1.5 text-xs font-medium whitespace-nowrap text-ink-muted aria-[sort]:text-ink md:px-3",
        isNumber ? "text-end" : "text-start",
        edges,
        className,
      )}
    />
  );
}

export function Row({ className, children }: { className?: string; children: ReactNode }) {
  return <tr className={cn("group hover:bg-hover", className)}>{children}</tr>;
}

type Wrapping = {
  /** Long text goes on in another line, broken anywhere if it must; else the cell stays on one line. */
  isWrapping?: boolean;
};

function cellClass(isWrapping: boolean | undefined, className: string | undefined): string {
  return cn(
    "h-row border-b border-line px-1.5 md:px-3",
    isWrapping ? "py-1.5 wrap-anywhere" : "whitespace-nowrap",
    edges,
    className,
  );
}

export function Cell({ className, isWrapping, ...rest }: TdHTMLAttributes<HTMLTableCellElement> & Wrapping) {
  return <td {...rest} className={cellClass(isWrapping, className)} />;
}

/** The first cell of a row: its name, and the row's header for screen readers. */
export function NameCell({
  className,
  isWrapping,
  ...rest
}: ThHTMLAttributes<HTMLTableCellElement> & Wrapping) {
  return (
    <th scope="row" {...rest} className={cellClass(isWrapping, cn("text-start font-medium", className))} />
  );
}

/** A row that names the rows under it. */
export function GroupRow({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr>
      <th
        colSpan={columns}
        scope="colgroup"
        className="h-9 border-b border-line bg-canvas px-4 text-start text-xs font-medium text-ink-muted md:px-6"
      >
        {children}
      </th>
    </tr>
  );
}
