import { cn } from "@/lib/cn";

/** A line of the rail: a tab on a phone, an icon on a narrow screen, icon and word on a wide one. */
export const railItemClass = cn(
  "relative flex items-center rounded-md text-sm font-medium text-ink-muted hover:bg-hover hover:text-ink",
  "max-md:flex-1 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-[0.625rem]",
  "md:h-control md:gap-2.5 md:px-2 md:max-xl:justify-center md:max-xl:px-0",
  "aria-[current=page]:text-ink md:aria-[current=page]:bg-surface md:aria-[current=page]:shadow-[inset_0_0_0_1px_var(--color-line),var(--shadow-raised)]",
);
