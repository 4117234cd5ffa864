"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** A list or a view that could not be read: what happened, what to do, try again. */
export function LoadTrouble({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("shell");
  return (
    <EmptyState
      isAlert
      title={t("trouble.load")}
      code={error.message}
      actions={
        <Button onClick={onRetry}>
          <RotateCcw size={14} aria-hidden />
          {t("retry")}
        </Button>
      }
    >
      {t("trouble.loadNext")}
    </EmptyState>
  );
}
