"use client";

import { Popover as Base } from "radix-ui";
import type { ReactNode } from "react";

type PopoverProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  label: string;
  trigger: ReactNode;
  /** Where focus goes when it closes; by default back to the trigger. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
};

/** A small window under its trigger. It takes focus, and gives it back on Escape. */
export function Popover({ isOpen, onOpenChange, label, trigger, onCloseAutoFocus, children }: PopoverProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
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
