/** So near to an edge, in px, a held block makes what it lies in scroll; the nearer the faster. */
const edgePx = 48;
const fastestPxAFrame = 14;

/** How far to scroll in this frame for a pointer at `y` between `top` and `bottom`: negative is up. */
export function toScrollStep(y: number, top: number, bottom: number): number {
  const above = top + edgePx - y;
  const below = y - (bottom - edgePx);
  if (above > 0) return -Math.ceil((Math.min(above, edgePx) / edgePx) * fastestPxAFrame);
  if (below > 0) return Math.ceil((Math.min(below, edgePx) / edgePx) * fastestPxAFrame);
  return 0;
}

/** Scrolls what holds `element` for as long as the pointer is near an edge of it. */
export function createEdgeScroll(element: HTMLElement, onScrolled: () => void) {
  const holder = findScroller(element);
  let y: number | null = null;
  let frame = 0;
  const turn = () => {
    frame = 0;
    if (y === null) return;
    const { top, bottom } = toEdges(holder);
    const step = toScrollStep(y, top, bottom);
    if (step === 0) return;
    const before = holder.scrollTop;
    holder.scrollTop += step;
    if (holder.scrollTop === before) return;
    onScrolled();
    frame = requestAnimationFrame(turn);
  };
  return {
    lead: (pointerY: number) => {
      y = pointerY;
      if (frame === 0) frame = requestAnimationFrame(turn);
    },
    end: () => {
      y = null;
      cancelAnimationFrame(frame);
    },
  };
}

function toEdges(holder: Element): { top: number; bottom: number } {
  if (holder === document.scrollingElement) return { top: 0, bottom: window.innerHeight };
  return holder.getBoundingClientRect();
}

function findScroller(element: HTMLElement): Element {
  for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
    const { overflowY } = getComputedStyle(outer);
    if (/auto|scroll/.test(overflowY) && outer.scrollHeight > outer.clientHeight) return outer;
  }
  return document.scrollingElement ?? document.documentElement;
}
