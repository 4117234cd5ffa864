"use client";

import { memo, type CSSProperties } from "react";
import { cn } from "@/lib/cn";
import { AddLine } from "./add-line";
import { BlockRow } from "./block-row";
import { useBlockDeeds } from "./editor-context";
import { useRowWords } from "./row-words";
import { DropLine } from "./tree-drag";
import type { RowFacts, TreeRow } from "./tree-rows";

/** A block with everything inside it: its row, then its operands along the stream. Drawn again when its row is another. */
export const BlockItem = memo(function BlockItem({ row }: { row: TreeRow }) {
  const { facts } = row;
  const { activate } = useBlockDeeds();
  const words = useRowWords(facts);
  const isInStream = facts.parentId !== null;
  return (
    <li
      role="treeitem"
      data-block={facts.blockId}
      aria-level={facts.level}
      aria-posinset={facts.position}
      aria-setsize={facts.setSize}
      aria-expanded={facts.op === null ? undefined : true}
      aria-selected={facts.isActive}
      aria-label={words.label}
      tabIndex={facts.isActive ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && !facts.isActive && activate(facts.blockId)}
      className={cn(
        "outline-none data-held:opacity-50",
        isInStream && "flow",
        facts.op === null && "leaf",
        facts.isSilent && "is-muted",
      )}
      style={isInStream ? streamStyle(facts.was, facts.now, facts.everyone) : undefined}
    >
      {facts.parentId !== null && <DropLine parentId={facts.parentId} at={facts.position - 1} />}
      {isInStream && facts.isCounted && (
        <span
          aria-hidden
          className={cn("flow-delta", facts.parentOp === "AND" ? "flow-delta-out" : "flow-delta-in")}
        />
      )}
      <BlockRow facts={facts} words={words} />
      {facts.op !== null && <Lane facts={facts} rows={row.rows} />}
    </li>
  );
});

/** What is inside a group, along its stream, and the end of the stream where more can be added. */
function Lane({ facts, rows }: { facts: RowFacts; rows: readonly TreeRow[] }) {
  const { blockId, held, everyone, isReadOnly } = facts;
  return (
    <ul role="group" className="lane">
      {rows.map((row) => (
        <BlockItem key={row.facts.blockId} row={row} />
      ))}
      {!isReadOnly && (
        <li role="none" className="flow flow-end" style={streamStyle(held, held, everyone)}>
          <DropLine parentId={blockId} at={rows.length} />
          <AddLine blockId={blockId} isPicking={facts.picking === "into"} />
        </li>
      )}
    </ul>
  );
}

function streamStyle(was: number, now: number, everyone: number): CSSProperties {
  return { "--was": was, "--now": now, "--page": everyone } as CSSProperties;
}
