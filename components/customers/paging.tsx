"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { CustomerList } from "@/lib/customers/schema";

/** By cursor, so a list that changes under you never skips or repeats a row. */
export function Paging({ list, onGo }: { list: CustomerList; onGo: (cursor: string | null) => void }) {
  const t = useTranslations("customers.paging");
  const { previousCursor, nextCursor } = list;
  if (previousCursor === null && nextCursor === null) return null;
  const go = (cursor: string | null) => {
    onGo(cursor);
    window.scrollTo({ top: 0 });
  };
  return (
    <nav aria-label={t("label")} className="flex items-center justify-end gap-2 px-4 py-3 md:px-6">
      <span className="flex-1 text-xs text-ink-muted">
        {t("rows", { shown: list.rows.length, count: list.total })}
      </span>
      <Button
        size="small"
        unavailable={previousCursor === null ? t("isFirst") : undefined}
        onClick={() => go(previousCursor)}
      >
        <ChevronLeft size={14} aria-hidden />
        {t("previous")}
      </Button>
      <Button
        size="small"
        unavailable={nextCursor === null ? t("isLast") : undefined}
        onClick={() => go(nextCursor)}
      >
        {t("next")}
        <ChevronRight size={14} aria-hidden />
      </Button>
    </nav>
  );
}
