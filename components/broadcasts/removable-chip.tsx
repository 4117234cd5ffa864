"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";

/** Something named, with the cross that takes it away. */
export function RemovableChip({ text, onRemove }: { text: string; onRemove: () => void }) {
  const t = useTranslations("broadcasts.list");
  return (
    <span className="inline-flex min-h-control-small max-w-full items-center gap-1 rounded-sm bg-sunken ps-2 text-xs shadow-[inset_0_0_0_1px_var(--color-line)]">
      <span className="truncate">{text}</span>
      <button
        type="button"
        aria-label={t("remove", { name: text })}
        onClick={onRemove}
        className="inline-grid size-6 place-items-center rounded-sm text-ink-muted hover:bg-hover"
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  );
}
