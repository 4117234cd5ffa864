import Link from "next/link";
import { cn } from "@/lib/cn";

type TabLinksProps = {
  label: string;
  links: readonly { href: string; label: string; isHere: boolean }[];
};

/**
 * Parts of a room, each a page with an address of its own, in a row that moves sideways where it is too long. Its ends
 * fade where there is more.
 */
export function TabLinks({ label, links }: TabLinksProps) {
  return (
    <nav aria-label={label} className="border-b border-line">
      <ul className="-mb-px flex gap-6 overflow-x-auto mask-r-from-[calc(100%-2rem)] mask-l-from-[calc(100%-1rem)] ps-4 pe-8 md:px-6">
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
  const row = item?.closest("ul");
  if (!item || !row) return;
  const overhang = item.getBoundingClientRect().right - row.getBoundingClientRect().right + fadePx;
  if (overhang > 0) row.scrollLeft += overhang;
}

/** As wide as the row fades at its end. */
const fadePx = 32;
