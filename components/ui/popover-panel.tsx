"use client";

import { Popover as Base } from "radix-ui";
import { useRef, type ReactNode, type RefObject } from "react";
import { isInNews } from "./is-in-news";

type PopoverPanelProps = {
  id: string;
  label: string;
  /** What it stands at. */
  place: RefObject<HTMLElement | null>;
  /** Whether that is the button that opens and closes it. */
  isTrigger: boolean;
  onCloseAutoFocus?: (event: Event) => void;
  /** @param wasLeft by a press or a step to something else, which the focus then belongs to */
  onClose: (wasLeft: boolean) => void;
  children: ReactNode;
};

/** An open popover at its place, which is not of it: what Radix's popover does with its own trigger is done here. */
export function PopoverPanel(props: PopoverPanelProps) {
  const { id, label, place, isTrigger, onClose, children } = props;
  const wasLeft = useRef(false);
  const giveFocusBack = (event: Event) => {
    props.onCloseAutoFocus?.(event);
    if (event.defaultPrevented) return;
    if (isTrigger && !wasLeft.current) place.current?.focus();
    event.preventDefault();
  };
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose(wasLeft.current)}>
      <Base.Anchor virtualRef={place} />
      <Base.Portal>
        <Base.Content
          id={id}
          aria-label={label}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // A press on the trigger closes it by itself.
            const isOnTrigger = isTrigger && place.current?.contains(event.target as Node);
            if (isOnTrigger || isInNews(event.target)) event.preventDefault();
            else wasLeft.current = true;
          }}
          onCloseAutoFocus={giveFocusBack}
          className="z-40 w-72 max-w-[calc(100vw-1rem)] rounded-lg bg-raised shadow-float outline-none"
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
