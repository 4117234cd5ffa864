"use client";

import { Tooltip as Base } from "radix-ui";
import type { ReactNode } from "react";

/** Words that appear on hover and on focus. The child must be one focusable element. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger asChild>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-40 max-w-72 rounded-sm bg-ink px-2 py-1 text-xs text-on-ink shadow-raised"
        >
          {text}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

export const TooltipProvider = Base.Provider;
