"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { DecidingLabel } from "@/lib/domain/predicate-explain";
import type { LabelBook } from "./label-book";
import { useLabelName } from "./label-chip";

/** More are counted, not named: nobody reads a sentence of twenty labels. */
const namedMax = 4;

/** "carry California and Under 25 and do not carry Churned or Paused": on what it rests, as the end of a sentence. */
export function useDecidingWords(book: LabelBook): (deciding: readonly DecidingLabel[]) => string {
  const t = useTranslations("predicate.explain");
  const format = useFormatter();
  const nameOf = useLabelName(book);
  const toNames = (labels: readonly DecidingLabel[], type: "conjunction" | "disjunction") => {
    const names = [...new Set(labels.map(({ labelId }) => nameOf(labelId)))];
    const shown = names.slice(0, namedMax);
    const rest = names.length - shown.length;
    return format.list(rest > 0 ? [...shown, t("others", { count: rest })] : shown, { type });
  };
  return (deciding) => {
    const carried = deciding.filter(({ isCarried }) => isCarried);
    const missing = deciding.filter(({ isCarried }) => !isCarried);
    return format.list([
      ...(carried.length > 0 ? [t("carry", { labels: toNames(carried, "conjunction") })] : []),
      ...(missing.length > 0 ? [t("lack", { labels: toNames(missing, "disjunction") })] : []),
    ]);
  };
}
