"use client";

import { useEffect, useId, useState, type FocusEvent, type PointerEvent, type ReactElement } from "react";
import { extendElement } from "./extend-element";
import { prepareLayers, useLayers } from "./use-layers";

const delayMs = 500;
/** Who has just read one reads the next without waiting. */
const skipDelayMs = 200;
/** Time to go over to the words, which stay while the pointer is on them. */
const graceMs = 120;

/** Words that appear on hover and on focus. The child must be one focusable element. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [tip] = useState(() => createTip(setIsOpen));
  useEffect(() => tip.close, [tip]);
  const layers = useLayers();
  const isShown = isOpen && layers !== null;
  return (
    <>
      {extendElement(children, { ...tip.handlers, "aria-describedby": isShown ? id : undefined })}
      {isShown && (
        <layers.TooltipPanel
          id={id}
          text={text}
          place={tip.place}
          onClose={tip.close}
          onPointerEnter={tip.stay}
          onPointerLeave={tip.leave}
        />
      )}
    </>
  );
}

/** Only one is open: the next closes it. */
const shown: { close: (() => void) | null; closedAt: number } = { close: null, closedAt: -Infinity };

/** When one tooltip opens and closes, by what is done with its element. */
function createTip(setIsOpen: (isOpen: boolean) => void) {
  const place: { current: HTMLElement | null } = { current: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPressed = false;

  const stay = () => clearTimeout(timer);
  const close = () => {
    stay();
    setIsOpen(false);
    if (shown.close !== close) return;
    Object.assign(shown, { close: null, closedAt: Date.now() });
  };
  const open = () => {
    stay();
    if (shown.close !== close) shown.close?.();
    shown.close = close;
    setIsOpen(true);
  };
  const leave = () => {
    stay();
    if (shown.close === close) timer = setTimeout(close, graceMs);
  };
  const handlers = {
    onPointerEnter: ({ currentTarget, pointerType }: PointerEvent<HTMLElement>) => {
      if (pointerType === "touch") return;
      prepareLayers();
      place.current = currentTarget;
      stay();
      const isReading = shown.close !== null || Date.now() - shown.closedAt < skipDelayMs;
      if (shown.close !== close) timer = setTimeout(open, isReading ? 0 : delayMs);
    },
    onPointerLeave: leave,
    onPointerDown: () => {
      isPressed = true;
      document.addEventListener("pointerup", () => (isPressed = false), { once: true });
      close();
    },
    onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => {
      if (isPressed) return;
      prepareLayers();
      place.current = currentTarget;
      open();
    },
    onBlur: close,
    onClick: close,
  };
  return { place, handlers, close, stay, leave };
}
