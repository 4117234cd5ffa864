"use client";

import { Popover as Base } from "radix-ui";
import type { ReactNode } from "react";

type PopoverProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  label: string;
  /** The button that opens it. */
  trigger?: ReactNode;
  /** What it stands at, when something else opens it. */
  anchor?: ReactNode;
  /** Where focus goes when it closes; by default back to the trigger. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
};

/** A small window at its trigger. It takes focus, and gives it back on Escape. */
export function Popover(props: PopoverProps) {
  const { isOpen, onOpenChange, label, trigger, anchor, onCloseAutoFocus, children } = props;
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger !== undefined && <Base.Trigger asChild>{trigger}</Base.Trigger>}
      {anchor !== undefined && <Base.Anchor asChild>{anchor}</Base.Anchor>}
      <Base.Portal>
        <Base.Content
          aria-label={label}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          className="z-40 w-72 max-w-[calc(100vw-1rem)] rounded-lg bg-raised shadow-float outline-none"
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
