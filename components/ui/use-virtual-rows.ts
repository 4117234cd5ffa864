"use client";

import { useEffect, useState, type RefObject } from "react";

/** Browsers stop at some height of a page, Firefox first, at 17.9 million pixels. */
const heightMax = 12_000_000;
const overscanRows = 12;
/** What is shown before anything has been measured, on the server too. */
const firstRows = 40;

export type VirtualRows = {
  /** The rows to render: from `start` up to, not including, `end`. */
  start: number;
  end: number;
  /** Empty space above and below them, in pixels. */
  before: number;
  after: number;
  /** Brings a row under the head, whether it is rendered or not. */
  scrollToRow: (row: number) => void;
};

/**
 * Which of many equally high rows are in sight while the page scrolls. A list that is higher than a page can be is
 * squeezed: the scrollbar still goes from the first row to the last, only faster.
 * @param body what begins where the first row begins
 * @param headHeight pixels at the top of the window that cover rows
 */
export function useVirtualRows(
  body: RefObject<HTMLElement | null>,
  { total, rowHeight, headHeight }: { total: number; rowHeight: number; headHeight: number },
): VirtualRows {
  const [place, setPlace] = useState({ first: 0, top: 0, rowsInSight: firstRows });
  const height = Math.min(total * rowHeight, heightMax);
  useEffect(() => {
    const look = () => {
      const top = Math.max(0, headHeight - (body.current?.getBoundingClientRect().top ?? 0));
      const rowsInSight = Math.ceil((window.innerHeight - headHeight) / rowHeight);
      const first = toRow(top, { total, rowHeight, height, rowsInSight });
      // Rows move with the page by themselves; only squeezed ones have to be put in place each time.
      const isSqueezed = total * rowHeight > heightMax;
      setPlace((kept) =>
        !isSqueezed && Math.floor(kept.first) === Math.floor(first) && kept.rowsInSight === rowsInSight
          ? kept
          : { first, top, rowsInSight },
      );
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [body, total, rowHeight, headHeight, height]);

  const { rowsInSight } = place;
  const first = Math.min(place.first, Math.max(0, total - 1));
  const start = Math.max(0, Math.floor(first) - overscanRows);
  const end = Math.min(total, Math.floor(first) + rowsInSight + 1 + overscanRows);
  const isSqueezed = total * rowHeight > heightMax;
  const before = isSqueezed ? Math.max(0, place.top - (first - start) * rowHeight) : start * rowHeight;
  const after = Math.max(0, height - before - (end - start) * rowHeight);
  const scrollToRow = (row: number) => {
    const origin = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY - headHeight;
    window.scrollTo({ top: origin + toTop(row, { total, rowHeight, height, rowsInSight }) });
  };
  return { start, end, before, after, scrollToRow };
}

type Measures = { total: number; rowHeight: number; height: number; rowsInSight: number };

/** The first row in sight, in parts of a row, when `top` pixels of the list are above the window. */
function toRow(top: number, { total, rowHeight, height, rowsInSight }: Measures): number {
  if (total * rowHeight <= height) return top / rowHeight;
  const way = height - rowsInSight * rowHeight;
  return (Math.min(1, top / way) * (total - rowsInSight)) | 0;
}

function toTop(row: number, { total, rowHeight, height, rowsInSight }: Measures): number {
  if (total * rowHeight <= height) return row * rowHeight;
  return (row / Math.max(1, total - rowsInSight)) * (height - rowsInSight * rowHeight);
}
