"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { Block } from "./block";
import type { BlockNumbers } from "./block-numbers";
import { useEditorView } from "./editor-context";
import { useLabelName } from "./label-chip";
import { useProblemWords } from "./problem-words";

export type BlockWords = {
  numbers: BlockNumbers | undefined;
  /** What the row does to the number of its group: "adds 1,702", "leaves 1,875". */
  effect: string;
  problem: string | undefined;
  /** The whole row for a screen reader. */
  label: string;
};

export function useBlockWords(block: Block): BlockWords {
  const t = useTranslations("predicate");
  const format = useFormatter();
  const view = useEditorView();
  const nameOf = useLabelName(view.book);
  const wordsOf = useProblemWords();
  const numbers = (block.isSilent ? view.unmutedNumbers : view.numbers).get(block.id);
  const found = view.problemsByBlock.get(block.id);
  // A muted row says so by its looks and by its effect; that is its problem too, but saying it twice is noise.
  const problem = found === undefined || found.code === "muted" ? undefined : wordsOf(found);
  const effect = useEffectWords(block, numbers);

  const verdict = view.verdicts.get(block.id);

  const { bare } = block;
  const what =
    bare.op === "LABEL"
      ? nameOf(bare.labelId)
      : t(bare.op === "AND" ? "row.all" : "row.any", { count: bare.operands.length });
  const parts = [
    block.isMuted ? t("row.muted") : "",
    block.negations % 2 === 1 ? t("row.not", { what }) : what,
    numbers === undefined ? "" : t("row.people", { count: numbers.people }),
    effect,
    problem ?? "",
    verdict === undefined ? "" : t(verdict.isTrue ? "explain.true" : "explain.false"),
  ];
  return {
    numbers,
    effect,
    problem,
    label: format.list(
      parts.filter((part) => part !== ""),
      { type: "unit" },
    ),
  };
}

function useEffectWords(block: Block, numbers: BlockNumbers | undefined): string {
  const t = useTranslations("predicate.effect");
  const { everyone, muteGain } = useEditorView();
  if (block.isMuted) {
    if (muteGain === null) return t("muted");
    if (muteGain === 0) return t("mutedSame");
    return muteGain > 0 ? t("mutedAdds", { count: muteGain }) : t("mutedTakes", { count: -muteGain });
  }
  if (block.isSilent || numbers === undefined) return "";
  if (block.parent === null) return block.bare.op === "AND" ? t("from", { count: everyone }) : "";
  if (block.position === 1) return "";
  if (block.parent.bare.op === "AND") return t("leaves", { count: numbers.running });
  return t("adds", { count: numbers.running - numbers.was });
}
