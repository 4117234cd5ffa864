/** A point on the screen, in CSS pixels from the window's corner. */
export type ScreenPoint = { x: number; y: number };

/** What is told of a drag as it goes on. Between two calls nothing is drawn by React, so none may be slow. */
export type DragHost = {
  mayTake: (blockId: string) => boolean;
  /** A block is held; without a point by the keyboard. */
  onTake: (blockId: string, point: ScreenPoint | null) => void;
  onLead: (point: ScreenPoint) => void;
  /** The keyboard goes to the next place (1) or to the one before (-1). */
  onStep: (step: 1 | -1) => void;
  onDrop: () => void;
  onLeave: () => void;
};

/** A mouse has to mean it before a press becomes a drag. */
const mouseDistancePx = 6;
/** A finger takes a block by resting on it; one that moves before that scrolls. */
const fingerRestMs = 250;
const fingerTolerancePx = 8;

type Gesture = { isFinger: boolean; isHeld: () => boolean; leave: () => void };

/**
 * Listens for drags in a tree whose items have `data-block` and whose rows have `data-row`: the mouse takes a row by
 * moving it, a finger by a long press, the keyboard by Space on an item. @returns how to stop listening
 */
export function listenForDrags(tree: HTMLElement, host: DragHost): () => void {
  let gesture: Gesture | null = null;
  const end = () => {
    gesture = null;
  };
  const stops = [
    listen(tree, "pointerdown", (event) => {
      if (gesture !== null) gesture.leave();
      const blockId = findRow(event.target);
      if (event.button !== 0 || !event.isPrimary || blockId === undefined || !host.mayTake(blockId)) return;
      gesture = followPointer(event, blockId, host, end);
    }),
    listen(tree, "keydown", (event) => {
      const blockId = event.target instanceof HTMLElement ? event.target.dataset.block : undefined;
      if (gesture !== null || event.key !== " " || blockId === undefined || !host.mayTake(blockId)) return;
      consume(event);
      gesture = followKeys(tree, blockId, host, end);
    }),
    // While a finger holds a block the page does not scroll.
    listen(tree, "touchmove", (event) => gesture?.isHeld() && event.cancelable && event.preventDefault(), {
      passive: false,
    }),
    // Nor does a menu open, from the first touch on: on a slow telephone it would come before the block is held.
    listen(tree, "contextmenu", (event) => {
      if (gesture?.isFinger || gesture?.isHeld()) event.preventDefault();
    }),
    // A press on a row marks no text: the browser would drag the marked text itself the next time.
    listen(tree, "selectstart", (event) => gesture !== null && event.preventDefault()),
    listen(tree, "dragstart", (event) => gesture !== null && event.preventDefault()),
  ];
  return () => {
    gesture?.leave();
    for (const stop of stops) stop();
  };
}

function followPointer(down: PointerEvent, blockId: string, host: DragHost, end: () => void): Gesture {
  const isFinger = down.pointerType === "touch";
  const from = toPoint(down);
  let isHeld = false;
  const take = (point: ScreenPoint) => {
    isHeld = true;
    host.onTake(blockId, point);
  };
  const timer = isFinger ? setTimeout(() => take(from), fingerRestMs) : undefined;
  const finish = (outcome: "drop" | "leave") => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    end();
    if (!isHeld) return;
    if (outcome === "drop") host.onDrop();
    else host.onLeave();
  };
  const leave = () => finish("leave");
  const stops = [
    listen(window, "pointermove", (event) => {
      if (event.pointerId !== down.pointerId) return;
      const point = toPoint(event);
      if (isHeld) {
        host.onLead(point);
        return;
      }
      const distance = Math.hypot(point.x - from.x, point.y - from.y);
      if (isFinger && distance > fingerTolerancePx) leave();
      else if (!isFinger && distance >= mouseDistancePx) take(point);
    }),
    listen(window, "pointerup", (event) => {
      if (event.pointerId !== down.pointerId) return;
      if (isHeld) swallowClick();
      finish("drop");
    }),
    listen(window, "pointercancel", leave),
    listenForAway(leave),
    listen(window, "keydown", (event) => {
      if (!isHeld) return;
      consume(event);
      if (event.key !== "Escape") return;
      leave();
      swallowRelease(down.pointerId);
    }),
  ];
  return { isFinger, isHeld: () => isHeld, leave };
}

/** Arrows lead, Space and Enter drop, Escape leaves; any other key does nothing, so that no block is changed while held. */
function followKeys(tree: HTMLElement, blockId: string, host: DragHost, end: () => void): Gesture {
  const finish = (outcome: "drop" | "leave") => {
    for (const stop of stops) stop();
    end();
    if (outcome === "drop") host.onDrop();
    else host.onLeave();
  };
  const leave = () => finish("leave");
  const stops = [
    listen(tree, "keydown", (event) => {
      if (event.key === "Tab") {
        leave();
        return;
      }
      consume(event);
      if (event.key === "ArrowDown") host.onStep(1);
      else if (event.key === "ArrowUp") host.onStep(-1);
      else if (event.key === " " || event.key === "Enter") finish("drop");
      else if (event.key === "Escape") leave();
    }),
    listen(tree, "focusout", leave),
    listenForAway(leave),
  ];
  host.onTake(blockId, null);
  return { isFinger: false, isHeld: () => true, leave };
}

/**
 * Everything inside a row takes it, a label's button too: a press that becomes a drag was not meant for it. A menu is open
 * from the press on, and its items are reached by sliding to them.
 */
function findRow(target: EventTarget | null): string | undefined {
  const isMenu = target instanceof Element && target.closest('[aria-haspopup="menu"]') !== null;
  const row = target instanceof Element && !isMenu ? target.closest("[data-row]") : null;
  return row?.closest<HTMLElement>("[data-block]")?.dataset.block;
}

function toPoint(event: PointerEvent): ScreenPoint {
  return { x: event.clientX, y: event.clientY };
}

/** The click that a browser makes of a drop on the place where the press began. It comes at once or not at all. */
function swallowClick(): void {
  const stop = listen(window, "click", consume);
  setTimeout(stop);
}

/** The click of a press that was a drag until Escape: the button is let go later, or the next press begins first. */
function swallowRelease(pointerId: number): void {
  const stops: (() => void)[] = [];
  const stop = () => {
    for (const each of stops) each();
  };
  stops.push(
    listen(window, "pointerup", (event) => {
      if (event.pointerId !== pointerId) return;
      stop();
      swallowClick();
    }),
    listen(window, "pointerdown", stop),
    listen(window, "pointercancel", stop),
  );
}

/** The window itself loses the focus; that its parts do is captured by it as well. */
function listenForAway(handle: () => void): () => void {
  return listen(window, "blur", (event) => event.target === window && handle());
}

function consume(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Always in the capture phase: what is done with a drag comes before what its rows do with the same event. */
function listen<Name extends keyof WindowEventMap>(
  target: HTMLElement | Window,
  name: Name,
  handle: (event: WindowEventMap[Name]) => unknown,
  options: { passive?: boolean } = {},
): () => void {
  const all = { capture: true, ...options };
  target.addEventListener(name, handle as EventListener, all);
  return () => target.removeEventListener(name, handle as EventListener, all);
}
