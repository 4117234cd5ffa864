"use client";

import { useTranslations } from "use-intl";
import { cn } from "@/lib/cn";

export const operatorClass =
  "operator inline-flex h-6 shrink-0 items-center gap-1 text-2xs font-bold tracking-caps";

/** NOT in front of a row; the row's name says it to a screen reader. */
export function NotMark() {
  const t = useTranslations("predicate.operator");
  return (
    <span aria-hidden className={cn(operatorClass, "operator-not rounded-xs px-1.75")}>
      {t("not")}
    </span>
  );
}
