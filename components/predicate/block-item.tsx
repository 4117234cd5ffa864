"use client";

import type { CSSProperties } from "react";
import { cn } from "@/lib/cn";
import { isGroup, type Block } from "./block";
import { AddLine } from "./add-line";
import { BlockRow } from "./block-row";
import { useEditorView } from "./editor-context";
import { useRowFacts } from "./row-facts";
import { DropLine } from "./tree-drag";

/** A block with everything inside it: its row, then its operands along the stream. */
export function BlockItem({ block }: { block: Block }) {
  const { editor, everyone, numbers } = useEditorView();
  const { facts, label } = useRowFacts(block);
  const flow = numbers.get(block.id);
  const isInStream = block.parent !== null;
  const held = toHeld(block, numbers);
  return (
    <li
      role="treeitem"
      data-block={block.id}
      aria-level={block.level}
      aria-posinset={block.position}
      aria-setsize={block.setSize}
      aria-expanded={isGroup(block) ? true : undefined}
      aria-selected={facts.isActive}
      aria-label={label}
      tabIndex={facts.isActive ? 0 : -1}
      onFocus={(event) =>
        event.target === event.currentTarget && !facts.isActive && editor.activate(block.id)
      }
      className={cn(
        "group/item outline-none data-held:opacity-50",
        isInStream && "flow",
        block.isSilent && "is-muted",
      )}
      style={
        isInStream ? streamStyle(flow?.was ?? held.before, flow?.running ?? held.before, everyone) : undefined
      }
    >
      {isInStream && <DropLine parent={block.parent} at={block.position - 1} />}
      {isInStream && flow !== undefined && (
        <span
          aria-hidden
          className={cn("flow-delta", block.parent?.bare.op === "AND" ? "flow-delta-out" : "flow-delta-in")}
        />
      )}
      <BlockRow {...facts} />
      {isGroup(block) && <Lane block={block} held={held.after} isPicking={facts.picking === "into"} />}
    </li>
  );
}

/** What is inside a group, along its stream, and the end of the stream where more can be added. */
function Lane({ block, held, isPicking }: { block: Block; held: number; isPicking: boolean }) {
  const { everyone, isReadOnly } = useEditorView();
  return (
    <ul role="group" className="lane">
      {block.children.map((child) => (
        <BlockItem key={child.id} block={child} />
      ))}
      {!isReadOnly && (
        <li role="none" className="flow flow-end" style={streamStyle(held, held, everyone)}>
          <DropLine parent={block} at={block.children.length} />
          <AddLine blockId={block.id} isPicking={isPicking} />
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
