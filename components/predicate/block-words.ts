"use client";

import { useMemo } from "react";
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

  const verdict = view.verdicts.get(block.id)?.isTrue;
  const { bare, isMuted, negations } = block;
  const operands = bare.op === "LABEL" ? 0 : bare.operands.length;
  const what =
    bare.op === "LABEL"
      ? nameOf(bare.labelId)
      : t(bare.op === "AND" ? "row.all" : "row.any", { count: operands });
  const people = numbers?.people;
  // Hundreds of rows are drawn again when one changes, and words are what takes longest.
  const label = useMemo(() => {
    const parts = [
      isMuted ? t("row.muted") : "",
      negations % 2 === 1 ? t("row.not", { what }) : what,
      people === undefined ? "" : t("row.people", { count: people }),
      effect,
      problem ?? "",
      verdict === undefined ? "" : t(verdict ? "explain.true" : "explain.false"),
    ];
    return format.list(
      parts.filter((part) => part !== ""),
      { type: "unit" },
    );
  }, [t, format, isMuted, negations, what, people, effect, problem, verdict]);
  return { numbers, effect, problem, label };
}

function useEffectWords(block: Block, numbers: BlockNumbers | undefined): string {
  const t = useTranslations("predicate.effect");
  const { everyone, muteGain } = useEditorView();
  const { key, count } = toEffect(block, numbers, { everyone, muteGain }) ?? { key: null, count: 0 };
  return useMemo(() => (key === null ? "" : t(key, { count })), [t, key, count]);
}

type Effect = {
  key: "muted" | "mutedSame" | "mutedAdds" | "mutedTakes" | "from" | "leaves" | "adds";
  count: number;
};

/** What a row does to the number of its group; null where there is nothing to say. */
function toEffect(
  block: Block,
  numbers: BlockNumbers | undefined,
  { everyone, muteGain }: { everyone: number; muteGain: number | null },
): Effect | null {
  if (block.isMuted) {
    if (muteGain === null) return { key: "muted", count: 0 };
    if (muteGain === 0) return { key: "mutedSame", count: 0 };
    return { key: muteGain > 0 ? "mutedAdds" : "mutedTakes", count: Math.abs(muteGain) };
  }
  if (block.isSilent || numbers === undefined) return null;
  if (block.parent === null) return block.bare.op === "AND" ? { key: "from", count: everyone } : null;
  if (block.position === 1) return null;
  if (block.parent.bare.op === "AND") return { key: "leaves", count: numbers.running };
  return { key: "adds", count: numbers.running - numbers.was };
}
