"use client";

import type { LabelHue } from "@/lib/domain/label-hue";
import type { Block } from "./block";
import { useBlockWords } from "./block-words";
import { useEditorView } from "./editor-context";
import { useLabelName } from "./label-chip";
import type { BlockVerdict } from "./use-explanation";
import type { PickingMode } from "./use-predicate-editor";

/**
 * Everything a row shows, as plain values: a row is drawn again only when one of them is another. Of hundreds of rows
 * few change at a time, and what is drawn is what takes long.
 */
export type RowFacts = {
  blockId: string;
  /** A group's operator, or null for a label. */
  op: "AND" | "OR" | null;
  negations: number;
  labelName: string;
  hue: LabelHue | null;
  /** The label is gone from the Page. */
  isGone: boolean;
  isRoot: boolean;
  isMuted: boolean;
  isSilent: boolean;
  isActive: boolean;
  isReadOnly: boolean;
  people: number | undefined;
  hits: number;
  everyone: number;
  effect: string;
  problem: string | undefined;
  verdict: BlockVerdict | undefined;
  picking: PickingMode | null;
};

/** The row of a block in plain values, and the whole of it in words for a screen reader. */
export function useRowFacts(block: Block): { facts: RowFacts; label: string } {
  const { editor, book, everyone, isReadOnly, verdicts } = useEditorView();
  const nameOf = useLabelName(book);
  const { numbers, effect, problem, label } = useBlockWords(block);
  const { bare } = block;
  const entry = bare.op === "LABEL" ? book.byId.get(bare.labelId) : undefined;
  return {
    label,
    facts: {
      blockId: block.id,
      op: bare.op === "LABEL" ? null : bare.op,
      negations: block.negations,
      labelName: bare.op === "LABEL" ? nameOf(bare.labelId) : "",
      hue: entry?.hue ?? null,
      isGone: bare.op === "LABEL" && book.isReady && entry === undefined,
      isRoot: block.parent === null,
      isMuted: block.isMuted,
      isSilent: block.isSilent,
      isActive: editor.active.id === block.id,
      isReadOnly,
      people: numbers?.people,
      hits: numbers?.hits ?? 0,
      everyone,
      effect,
      problem,
      verdict: verdicts.get(block.id),
      picking: editor.picking?.blockId === block.id ? editor.picking.mode : null,
    },
  };
}
