import type { KeyboardCoordinateGetter } from "@dnd-kit/core";

/** Arrow keys while a block is held: from gap to gap, in the order in which they stand on the screen. */
export const stepThroughGaps: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
  if (step === 0) return undefined;
  event.preventDefault();
  const gaps = [...context.droppableRects.entries()]
    .filter(([id]) => context.droppableContainers.get(id)?.disabled !== true)
    .sort(([, one], [, other]) => one.top - other.top || other.left - one.left);
  const overId = context.over?.id;
  const at = gaps.findIndex(([id]) => id === overId);
  const next = gaps[Math.max(0, Math.min(gaps.length - 1, at + step))];
  if (next === undefined) return undefined;
  const [, rect] = next;
  const held = context.collisionRect;
  if (held === null) return { x: rect.left, y: rect.top };
  // Nearness is measured between centres, so the held block's centre goes to the gap's.
  return {
    x: currentCoordinates.x + rect.left + rect.width / 2 - (held.left + held.width / 2),
    y: currentCoordinates.y + rect.top + rect.height / 2 - (held.top + held.height / 2),
  };
};
