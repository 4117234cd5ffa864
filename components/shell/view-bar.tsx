import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type ViewBarProps = {
  title: string;
  /** The list this thing belongs to. */
  parent?: { title: string; href: string };
  /** Right after the title: a state, a number. */
  mark?: ReactNode;
  /** They do not fit beside the title on a narrow screen: there they stand below, and the title alone stays in sight. */
  hasManyDeeds?: boolean;
  /** The deeds of this view, the primary one last. */
  children?: ReactNode;
};

/** The top of every view: where you are, and what you can do here. */
export function ViewBar({ title, parent, mark, hasManyDeeds, children }: ViewBarProps) {
  return (
    <header
      className={cn(
        "sticky top-0 z-5 flex min-h-bar items-center gap-2 border-b border-line bg-surface px-4 md:px-6",
        hasManyDeeds && "max-md:contents",
      )}
    >
      <div
        className={cn(
          "flex min-w-0 flex-1 items-center gap-1.5",
          hasManyDeeds && "max-md:sticky max-md:top-0 max-md:z-5",
          hasManyDeeds && narrowRow,
        )}
      >
        {parent !== undefined && (
          <>
            <Link href={parent.href} className="text-ink-muted hover:text-ink max-md:hidden">
              {parent.title}
            </Link>
            <ChevronRight size={14} aria-hidden className="shrink-0 text-ink-faint max-md:hidden" />
          </>
        )}
        <h1 className="truncate text-base font-semibold">{title}</h1>
        {mark}
      </div>
      {hasManyDeeds ? (
        <div className={cn("flex items-center gap-2 empty:hidden max-md:flex-wrap max-md:py-2.5", narrowRow)}>
          {children}
        </div>
      ) : (
        children
      )}
    </header>
  );
}

const narrowRow =
  "max-md:min-h-bar max-md:flex-none max-md:border-b max-md:border-line max-md:bg-surface max-md:px-4";

/** A view with facts at its side; on a narrow screen they stand below. */
export function SplitView({
  aside,
  asideLabel,
  children,
}: {
  aside: ReactNode;
  asideLabel: string;
  children: ReactNode;
}) {
  return (
    <div className="grid flex-1 content-start xl:grid-cols-[minmax(0,1fr)_var(--spacing-aside)] xl:content-stretch">
      <div className="min-w-0 p-4 md:p-6 xl:pe-8">{children}</div>
      <aside
        aria-label={asideLabel}
        className="border-line max-xl:grid max-xl:border-t md:max-xl:grid-cols-2 xl:border-s"
      >
        {aside}
      </aside>
    </div>
  );
}

/** One part of the aside: a heading and what it is about. */
export function AsideSection({
  title,
  beside,
  children,
}: {
  title: string;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-b border-line px-4 pt-4.5 pb-5 md:px-5">
      <div className="mb-2.5 flex items-baseline gap-2">
        <h2 className="flex-1 text-sm font-semibold">{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  );
}

/** The line of filters above a table. */
export function Tools({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3 md:px-6">{children}</div>
  );
}
