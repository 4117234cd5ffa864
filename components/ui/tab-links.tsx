import Link from "next/link";
import { cn } from "@/lib/cn";

type TabLinksProps = {
  label: string;
  links: readonly { href: string; label: string; isHere: boolean }[];
};

/** Parts of a room, each a page with an address of its own, in a row that moves sideways where it is too long. */
export function TabLinks({ label, links }: TabLinksProps) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line px-4 md:px-6">
      <ul className="-mb-px flex w-max gap-6">
        {links.map(({ href, label: words, isHere }) => (
          <li key={href} ref={isHere ? bringIntoSight : undefined}>
            <Link
              href={href}
              aria-current={isHere ? "page" : undefined}
              className={cn(
                "flex border-b-2 py-3 text-sm whitespace-nowrap focus-visible:-outline-offset-2",
                isHere
                  ? "border-ink font-semibold text-ink"
                  : "border-transparent text-ink-muted hover:text-ink",
              )}
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The row alone moves, not the page. */
function bringIntoSight(item: HTMLElement | null): void {
  const row = item?.closest("nav");
  if (!item || !row) return;
  const overhang = item.getBoundingClientRect().right - row.getBoundingClientRect().right;
  if (overhang > 0) row.scrollLeft += overhang + 16;
}
