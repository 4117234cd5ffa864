"use client";

import { useTranslations } from "use-intl";
import type { Block } from "./block";
import type { LabelBook } from "./label-book";
import { useLabelName } from "./label-chip";

/** What to call a row in a sentence: "Churned", "Not Churned", "All of 3". */
export function useBlockName(book: LabelBook): (block: Block) => string {
  const t = useTranslations("predicate.row");
  const nameOf = useLabelName(book);
  return ({ bare, negations }) => {
    const what =
      bare.op === "LABEL"
        ? nameOf(bare.labelId)
        : t(bare.op === "AND" ? "all" : "any", { count: bare.operands.length });
    return negations % 2 === 1 ? t("not", { what }) : what;
  };
}
