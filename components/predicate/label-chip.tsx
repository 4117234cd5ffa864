"use client";

import { useCallback, type CSSProperties } from "react";
import { useTranslations } from "use-intl";
import { cn } from "@/lib/cn";
import type { LabelHue } from "@/lib/domain/label-hue";
import type { LabelBook } from "./label-book";

/** The colour of a label as a style: identity, never state. */
export function hueStyle(hue: LabelHue | null): CSSProperties {
  if (hue === null) return { "--hue": 80, "--chroma": 0 } as CSSProperties;
  return { "--hue": `var(--hue-${hue})` } as CSSProperties;
}

export function LabelDot({ hue, isLarge }: { hue: LabelHue | null; isLarge?: boolean }) {
  return (
    <span
      aria-hidden
      style={hueStyle(hue)}
      className={cn("hue label-dot shrink-0 rounded-full bg-(--label-dot)", isLarge ? "size-2.5" : "size-2")}
    />
  );
}

type LabelChipProps = {
  name: string;
  hue: LabelHue | null;
  isLarge?: boolean;
  /** What it waits for, when it is shown before it is so. */
  pending?: string;
  className?: string;
};

/** A label by its name. The colour helps to find it again; the name is what it is. */
export function LabelChip({ name, hue, isLarge, pending, className }: LabelChipProps) {
  return (
    <span
      style={hueStyle(hue)}
      title={pending}
      aria-busy={pending === undefined ? undefined : true}
      className={cn(
        "hue label-chip inline-flex items-center gap-1.5 rounded-sm bg-(--label-soft) leading-none font-medium whitespace-nowrap text-(--label-ink) shadow-[inset_0_0_0_1px_color-mix(in_oklab,var(--label-dot)_22%,transparent)]",
        isLarge ? "h-6.5 max-w-full ps-2 pe-2.5 text-sm" : "h-5.5 max-w-60 ps-1.75 pe-2 text-xs",
        pending !== undefined && "outline-1 -outline-offset-1 outline-(--label-dot) outline-dashed",
        className,
      )}
    >
      <LabelDot hue={hue} />
      <span className="truncate leading-normal">{name}</span>
    </span>
  );
}

/** What to call a label id: its name, or that it is not one of this Page's. The same function until the labels change. */
export function useLabelName(book: LabelBook): (labelId: string) => string {
  const t = useTranslations("predicate");
  return useCallback(
    (labelId) =>
      book.byId.get(labelId)?.name ?? (book.isReady ? t("unknownLabel", { labelId }) : t("labelLoading")),
    [book, t],
  );
}
