"use client";

import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
  type CollisionDetection,
  type DragEndEvent,
  type Modifier,
} from "@dnd-kit/core";
import { useRef, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { cn } from "@/lib/cn";
import type { DraftPredicate } from "@/lib/domain/predicate-draft";
import { moveNode } from "@/lib/domain/predicate-edit";
import { listBlocks, type Block } from "./block";
import { useDragAnnouncements } from "./drag-words";
import { useEditorView } from "./editor-context";
import { LabelChip, useLabelName } from "./label-chip";
import { NotMark } from "./not-mark";
import { stepThroughGaps } from "./tree-drag-keys";

/** Where a block can be dropped: before position `at` of a group. */
type Gap = { parentId: string; at: number };

/** Under the pointer first; between two gaps, and for the keyboard, the nearest. */
const findGap: CollisionDetection = (args) => {
  const under = pointerWithin(args);
  return under.length > 0 ? under : closestCenter(args);
};

/** Drag for the mouse, for a finger (long press) and for the keyboard (Space, arrows, Space). */
export function TreeDrag({ children }: { children: ReactNode }) {
  const { editor, onPreview } = useEditorView();
  const [dragged, setDragged] = useState<Block | null>(null);
  const preview = usePreview(onPreview);
  const accessibility = useDragAnnouncements();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: stepThroughGaps,
      keyboardCodes: { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] },
    }),
  );
  const toMove = ({ active, over }: Pick<DragEndEvent, "active" | "over">) => {
    const gap = over?.data.current as Gap | undefined;
    const blocks = listBlocks(editor.root);
    const block = blocks.find((other) => other.id === active.id);
    const parent = blocks.find((other) => other.id === gap?.parentId);
    if (gap === undefined || block === undefined || parent === undefined) return null;
    return (draft: DraftPredicate) => moveNode(draft, block.path, parent.barePath, gap.at);
  };
  const end = () => {
    setDragged(null);
    preview.end();
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={findGap}
      accessibility={accessibility}
      onDragStart={({ active }) =>
        setDragged(listBlocks(editor.root).find((block) => block.id === active.id) ?? null)
      }
      onDragOver={(event) => {
        const move = toMove(event);
        preview.rest(move === null ? null : move(editor.draft).draft);
      }}
      onDragCancel={end}
      onDragEnd={(event) => {
        const move = toMove(event);
        if (move !== null) editor.edit(move);
        end();
      }}
    >
      {children}
      <DragOverlay dropAnimation={null} modifiers={[besidePointer]}>
        {dragged !== null && <DraggedBlock block={dragged} />}
      </DragOverlay>
    </DndContext>
  );
}

/** Long enough to pass over a place without stopping, short enough not to be waited for. */
const restMs = 200;

/** The draft as it would be, once the block rests over a place: what it would select is counted while it is held. */
function usePreview(onPreview: (draft: DraftPredicate | null) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const rest = (draft: DraftPredicate | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onPreview(draft), restMs);
  };
  const end = () => {
    clearTimeout(timer.current);
    onPreview(null);
  };
  return { rest, end };
}

/** A row is wide: what is dragged stands at the pointer, wherever the row was taken. */
const besidePointer: Modifier = ({ activatorEvent, draggingNodeRect, transform }) => {
  const point = activatorEvent === null ? undefined : findPoint(activatorEvent);
  if (draggingNodeRect === null || point === undefined) return transform;
  const x = transform.x + point.clientX - draggingNodeRect.left + 10;
  const y = transform.y + point.clientY - draggingNodeRect.top + 10;
  return { ...transform, x, y };
};

/** Safari on a desk has no TouchEvent at all, so the event is asked what it holds. */
function findPoint(event: Event): { clientX: number; clientY: number } | undefined {
  if (event instanceof MouseEvent) return event;
  return "touches" in event ? (event as TouchEvent & Event).touches[0] : undefined;
}

/** The line between two rows on which a block can be dropped. */
export function DropGap({ parent, at }: { parent: Block | null; at: number }) {
  const { isOver, setNodeRef, active } = useDroppable({
    id: `${parent?.id ?? "root"}:${at}`,
    disabled: parent === null,
    data: { parentId: parent?.id ?? "", at } satisfies Gap,
  });
  const isInside = isWithin(parent, active?.data.current?.path as readonly number[] | undefined);
  return (
    <span
      ref={setNodeRef}
      aria-hidden
      className={cn(
        "pointer-events-none absolute start-(--lane) end-0 -top-2 z-1 h-4",
        isOver &&
          !isInside &&
          "before:absolute before:inset-x-0 before:top-1.75 before:h-0.5 before:rounded-full before:bg-accent",
      )}
    />
  );
}

/** Whether a group lies inside the block that is dragged: nothing can move into itself. */
function isWithin(parent: Block | null, path: readonly number[] | undefined): boolean {
  if (parent === null || path === undefined) return false;
  return path.every((step, index) => parent.barePath[index] === step);
}

function DraggedBlock({ block }: { block: Block }) {
  const t = useTranslations("predicate.drag");
  const { book } = useEditorView();
  const nameOf = useLabelName(book);
  const label = firstLabel(block);
  const rest = listBlocks(block).filter((inner) => inner.bare.op === "LABEL").length - 1;
  return (
    <span className="inline-flex items-center gap-2 rounded-md bg-raised px-2 py-1.5 text-sm shadow-float">
      {Array.from({ length: block.negations }, (_, index) => (
        <NotMark key={index} />
      ))}
      {label !== undefined && (
        <LabelChip isLarge name={nameOf(label)} hue={book.byId.get(label)?.hue ?? null} />
      )}
      {rest > 0 && <span className="text-ink-muted">{t("more", { count: rest })}</span>}
    </span>
  );
}

function firstLabel(block: Block): string | undefined {
  for (const inner of listBlocks(block)) if (inner.bare.op === "LABEL") return inner.bare.labelId;
  return undefined;
}
