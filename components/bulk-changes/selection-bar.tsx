"use client";

import { Tags, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { selectedMax } from "@/lib/bulk-changes/schema";
import { BulkDialog } from "./bulk-dialog";
import type { CustomerSelectionState } from "./use-selection";

type SelectionBarProps = { chosen: CustomerSelectionState; total: number };

/** Who is chosen, and what can be done with them. It stands at the foot of the screen while anybody is. */
export function SelectionBar({ chosen, total }: SelectionBarProps) {
  const t = useTranslations("jobs.selection");
  const [isOpen, setIsOpen] = useState(false);
  const { selection } = chosen;
  if (selection === null) return null;
  const count = chosen.count(total);
  return (
    <div
      role="region"
      aria-label={t("label")}
      className="sticky bottom-4 z-6 mx-auto mt-auto flex w-fit max-w-[calc(100%-2rem)] flex-wrap items-center gap-2 rounded-lg bg-raised px-3 py-2 shadow-float max-md:bottom-18"
    >
      <span role="status" className="px-1 text-sm font-medium">
        {t("count", { count })}
      </span>
      {chosen.isFull && <span className="text-xs text-warning-ink">{t("full", { max: selectedMax })}</span>}
      {!chosen.isAll && count < total && (
        <Button look="quiet" size="small" onClick={chosen.chooseAll}>
          {t("all", { count: total })}
        </Button>
      )}
      <Button look="primary" size="small" onClick={() => setIsOpen(true)}>
        <Tags size={14} aria-hidden />
        {t("change")}
      </Button>
      <Button look="quiet" size="small" aria-label={t("clear")} onClick={chosen.clear}>
        <X size={14} aria-hidden />
      </Button>
      {isOpen && (
        <BulkDialog
          selection={selection}
          count={count}
          onClose={() => setIsOpen(false)}
          onDone={chosen.clear}
        />
      )}
    </div>
  );
}
