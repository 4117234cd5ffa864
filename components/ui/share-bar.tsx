import type { CSSProperties } from "react";
import { cn } from "@/lib/cn";

type ShareBarProps = {
  /** People in this thing. */
  now: number;
  /** Everyone on the Page: the same measure on every screen, so that bars can be compared. */
  page: number;
  /** Those of `now` who are also in the finished audience; the bar is split when given. */
  hit?: number;
  className?: string;
};

/** How much of the Page this is, linear. Always beside its number, so it is hidden from screen readers. */
export function ShareBar({ now, page, hit, className }: ShareBarProps) {
  const style = { "--now": now, "--page": page, "--hit": hit ?? 0 } as CSSProperties;
  return (
    <span aria-hidden className={cn("share", hit !== undefined && "share-split", className)} style={style} />
  );
}
