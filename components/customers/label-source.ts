"use client";

import { useTranslations } from "use-intl";
import type { LabelSource } from "@/lib/customers/schema";

/** Who put a label on, in words: only what is known. */
export function useLabelSource(): (source: LabelSource) => string {
  const t = useTranslations("customers.source");
  return (source) => {
    switch (source.kind) {
      case "person":
        return source.name ?? t("somebody");
      case "job":
        return t("job", { name: source.name ?? t("somebody") });
      case "facebook":
        return t("facebook");
      case "before-import":
        return t("beforeImport");
    }
  };
}
