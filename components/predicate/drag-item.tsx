"use client";

import { useDraggable } from "@dnd-kit/core";
import {
  createContext,
  use,
  useMemo,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent as ReactMouseEvent,
  type ReactNode,
  type TouchEvent as ReactTouchEvent,
} from "react";
import { cn } from "@/lib/cn";
import { isGroup, type Block } from "./block";
import { useEditorView } from "./editor-context";

type DragItemProps = {
  block: Block;
  /** The whole row in words. */
  label: string;
  className: string;
  style: CSSProperties | undefined;
  children: ReactNode;
};

/**
 * The tree's item around a row. It is drawn again at every place that a dragged block passes, so what is in it comes as
 * children, which are not: a tree of 200 blocks is dragged through at the speed of one.
 */
export function DragItem({ block, label, className, style, children }: DragItemProps) {
  const { editor, isReadOnly } = useEditorView();
  const isActive = editor.active.id === block.id;
  const { setNodeRef, setActivatorNodeRef, listeners, isDragging } = useDraggable({
    id: block.id,
    disabled: isReadOnly || block.parent === null,
    data: { path: block.path },
  });
  // dnd-kit calls its listeners plain functions; each is one for the event it is named for.
  const handle = useMemo(
    () => ({
      attach: setNodeRef,
      onMouseDown: listeners?.onMouseDown as DragHandle["onMouseDown"],
      onTouchStart: listeners?.onTouchStart as DragHandle["onTouchStart"],
    }),
    [setNodeRef, listeners],
  );
  return (
    <li
      ref={setActivatorNodeRef}
      role="treeitem"
      data-block={block.id}
      aria-level={block.level}
      aria-posinset={block.position}
      aria-setsize={block.setSize}
      aria-expanded={isGroup(block) ? true : undefined}
      aria-selected={isActive}
      aria-label={label}
      tabIndex={isActive ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && !isActive && editor.activate(block.id)}
      onKeyDown={listeners?.onKeyDown as ((event: KeyboardEvent) => void) | undefined}
      className={cn(className, isDragging && "opacity-50")}
      style={style}
    >
      <DragHandleContext value={handle}>{children}</DragHandleContext>
    </li>
  );
}

/** What makes a row the thing that a pointer takes; the keyboard takes the item, which has the focus. */
type DragHandle = {
  attach: (element: HTMLElement | null) => void;
  onMouseDown: ((event: ReactMouseEvent) => void) | undefined;
  onTouchStart: ((event: ReactTouchEvent) => void) | undefined;
};

const DragHandleContext = createContext<DragHandle | null>(null);

/** The row itself: it is measured, and a pointer takes it anywhere. The root stays where it is. */
export function DragHandleBox({
  className,
  onClick,
  children,
}: {
  className: string;
  onClick: () => void;
  children: ReactNode;
}) {
  const handle = use(DragHandleContext);
  return (
    <div
      ref={handle?.attach}
      onMouseDown={handle?.onMouseDown}
      onTouchStart={handle?.onTouchStart}
      onClick={onClick}
      className={className}
    >
      {children}
    </div>
  );
}
