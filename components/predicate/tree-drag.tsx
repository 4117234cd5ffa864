"use client";

import { useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useTranslations } from "use-intl";
import { listBlocks, type Block } from "./block";
import { useEditorView } from "./editor-context";
import { LabelChip, useLabelName } from "./label-chip";
import { NotMark } from "./not-mark";
import { useTreeDrag } from "./use-tree-drag";

/**
 * Drag for the mouse, for a finger (long press) and for the keyboard (Space, arrows, Space). What passes while a block
 * is held is written into the page by hand, so that a tree of hundreds of blocks is dragged through at the speed of one.
 */
export function TreeDrag({ instructionsId, children }: { instructionsId: string; children: ReactNode }) {
  const t = useTranslations("predicate.drag");
  const [held, setHeld] = useState<Block | null>(null);
  const { attachTree, attachBeside, wordsRef } = useTreeDrag(setHeld);
  return (
    <div ref={attachTree}>
      {children}
      <span id={instructionsId} hidden>
        {t("instructions")}
      </span>
      <span ref={wordsRef} role="status" aria-live="assertive" className="sr-only" />
      {held !== null &&
        createPortal(
          <span ref={attachBeside} aria-hidden className="pointer-events-none fixed start-0 top-0 z-50">
            <HeldBlock block={held} />
          </span>,
          document.body,
        )}
    </div>
  );
}

/** The line between two rows on which a block can be dropped. */
export function DropLine({ parentId, at }: { parentId: string; at: number }) {
  return (
    <span
      data-place={parentId}
      data-at={at}
      aria-hidden
      className="pointer-events-none absolute start-(--lane) end-0 -top-2 z-1 h-4 data-over:before:absolute data-over:before:inset-x-0 data-over:before:top-1.75 data-over:before:h-0.5 data-over:before:rounded-full data-over:before:bg-accent"
    />
  );
}

/** What is held, beside the pointer: its first label and how many more come with it. */
function HeldBlock({ block }: { block: Block }) {
  const t = useTranslations("predicate.drag");
  const { book } = useEditorView();
  const nameOf = useLabelName(book);
  const labelIds = listBlocks(block).flatMap(({ bare }) => (bare.op === "LABEL" ? [bare.labelId] : []));
  const [first] = labelIds;
  return (
    <span className="inline-flex items-center gap-2 rounded-md bg-raised px-2 py-1.5 text-sm shadow-float">
      {Array.from({ length: block.negations }, (_, index) => (
        <NotMark key={index} />
      ))}
      {first !== undefined && (
        <LabelChip isLarge name={nameOf(first)} hue={book.byId.get(first)?.hue ?? null} />
      )}
      {labelIds.length > 1 && (
        <span className="text-ink-muted">{t("more", { count: labelIds.length - 1 })}</span>
      )}
    </span>
  );
}
