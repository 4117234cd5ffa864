"use client";

import { Portal } from "radix-ui";
import { DismissableLayer, Popper } from "radix-ui/internal";
import { useEffect, type RefObject } from "react";

type TooltipPanelProps = {
  id: string;
  text: string;
  /** What it is about. */
  place: RefObject<HTMLElement | null>;
  onClose: () => void;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
};

/** Escape closes it and nothing below it; scrolling takes it away from what it is about, so that closes it too. */
export function TooltipPanel({ id, text, place, onClose, ...pointer }: TooltipPanelProps) {
  useEffect(() => {
    const close = ({ target }: Event) => {
      if (target instanceof Node && target.contains(place.current)) onClose();
    };
    window.addEventListener("scroll", close, { capture: true });
    return () => window.removeEventListener("scroll", close, { capture: true });
  }, [place, onClose]);
  return (
    <Popper.Root>
      <Popper.Anchor virtualRef={place} />
      <Portal.Root asChild>
        <DismissableLayer.Root asChild onFocusOutside={(event) => event.preventDefault()} onDismiss={onClose}>
          <Popper.Content
            {...pointer}
            id={id}
            role="tooltip"
            side="top"
            sideOffset={6}
            collisionPadding={8}
            className="z-40 max-w-72 rounded-sm bg-ink px-2 py-1 text-xs text-on-ink shadow-raised"
          >
            {text}
          </Popper.Content>
        </DismissableLayer.Root>
      </Portal.Root>
    </Popper.Root>
  );
}
