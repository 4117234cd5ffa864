"use client";

import { useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useProblemWords } from "./problem-words";
import type { RowFacts } from "./tree-rows";

export type RowWords = {
  /** The label's name; empty for a group. */
  name: string;
  /** What the row does to the number of its group: "adds 1,702", "leaves 1,875". */
  effect: string;
  problem: string | undefined;
  /** The whole row for a screen reader. */
  label: string;
};

/** A row's words, made when its facts change: hundreds of rows are looked at, and words are what takes longest. */
export function useRowWords(facts: RowFacts): RowWords {
  const t = useTranslations("predicate");
  const format = useFormatter();
  const wordsOf = useProblemWords();
  return useMemo(() => {
    const { op, operands, negations, people, isTrue } = facts;
    const name = op === null ? toName(facts, t) : "";
    const what = op === null ? name : t(op === "AND" ? "row.all" : "row.any", { count: operands });
    const effect = facts.effect === null ? "" : t(`effect.${facts.effect}`, { count: facts.effectCount });
    const problem = facts.problem === undefined ? undefined : wordsOf(facts.problem);
    const parts = [
      facts.isMuted ? t("row.muted") : "",
      negations % 2 === 1 ? t("row.not", { what }) : what,
      people === undefined ? "" : t("row.people", { count: people }),
      effect,
      problem ?? "",
      isTrue === undefined ? "" : t(isTrue ? "explain.true" : "explain.false"),
    ];
    const label = format.list(
      parts.filter((part) => part !== ""),
      { type: "unit" },
    );
    return { name, effect, problem, label };
  }, [facts, t, format, wordsOf]);
}

function toName(
  { labelId, labelName, isGone }: RowFacts,
  t: ReturnType<typeof useTranslations<"predicate">>,
): string {
  return labelName ?? (isGone ? t("unknownLabel", { labelId }) : t("labelLoading"));
}
