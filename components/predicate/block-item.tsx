"use client";

import type { CSSProperties } from "react";
import { cn } from "@/lib/cn";
import { isGroup, type Block } from "./block";
import { AddLine } from "./add-line";
import { BlockRow } from "./block-row";
import { useBlockWords } from "./block-words";
import { useEditorView } from "./editor-context";
import { DragItem } from "./drag-item";
import { DropGap } from "./tree-drag";

/** A block with everything inside it: its row, then its operands along the stream. */
export function BlockItem({ block }: { block: Block }) {
  const { everyone, numbers } = useEditorView();
  const words = useBlockWords(block);
  const flow = numbers.get(block.id);
  const isInStream = block.parent !== null;
  const held = toHeld(block, numbers);
  return (
    <DragItem
      block={block}
      label={words.label}
      className={cn("group/item outline-none", isInStream && "flow", block.isSilent && "is-muted")}
      style={
        isInStream ? streamStyle(flow?.was ?? held.before, flow?.running ?? held.before, everyone) : undefined
      }
    >
      {isInStream && <DropGap parent={block.parent} at={block.position - 1} />}
      {isInStream && flow !== undefined && (
        <span
          aria-hidden
          className={cn("flow-delta", block.parent?.bare.op === "AND" ? "flow-delta-out" : "flow-delta-in")}
        />
      )}
      <BlockRow block={block} words={words} />
      {isGroup(block) && <Lane block={block} held={held.after} />}
    </DragItem>
  );
}

/** What is inside a group, along its stream, and the end of the stream where more can be added. */
function Lane({ block, held }: { block: Block; held: number }) {
  const { everyone, isReadOnly } = useEditorView();
  return (
    <ul role="group" className="lane">
      {block.children.map((child) => (
        <BlockItem key={child.id} block={child} />
      ))}
      {!isReadOnly && (
        <li role="none" className="flow flow-end" style={streamStyle(held, held, everyone)}>
          <DropGap parent={block} at={block.children.length} />
          <AddLine block={block} />
        </li>
      )}
    </ul>
  );
}

function streamStyle(was: number, now: number, everyone: number): CSSProperties {
  return { "--was": was, "--now": now, "--page": everyone } as CSSProperties;
}

/** What flows where a row has no number of its own: what the counted row before it left in the stream. */
function toHeld(block: Block, numbers: ReadonlyMap<string, { running: number }>) {
  const lastOf = (rows: readonly Block[]) => {
    for (const row of rows.toReversed()) {
      const running = numbers.get(row.id)?.running;
      if (running !== undefined) return running;
    }
    return 0;
  };
  return {
    before: lastOf(block.parent?.children.slice(0, block.position - 1) ?? []),
    after: lastOf(block.children),
  };
}
