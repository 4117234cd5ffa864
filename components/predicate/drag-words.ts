"use client";

import { useTranslations } from "use-intl";
import type { Block } from "./block";
import { useBlockName } from "./block-name";
import type { LabelBook } from "./label-book";

export type DragWords = {
  taken: (block: Block) => string;
  /** Over a place of a group; null is over none. */
  over: (place: { group: Block; at: number } | null) => string;
  dropped: (block: Block, place: { group: Block; at: number }) => string;
  left: (block: Block) => string;
};

/** What a screen reader hears while a block is dragged. */
export function useDragWords(book: LabelBook): DragWords {
  const t = useTranslations("predicate.drag");
  const nameOf = useBlockName(book);
  const placed = ({ group, at }: { group: Block; at: number }) => ({
    group: nameOf(group),
    position: at + 1,
  });
  return {
    taken: (block) => t("start", { what: nameOf(block) }),
    over: (place) => (place === null ? t("nowhere") : t("over", placed(place))),
    dropped: (block, place) => t("end", { what: nameOf(block), ...placed(place) }),
    left: (block) => t("cancel", { what: nameOf(block) }),
  };
}
