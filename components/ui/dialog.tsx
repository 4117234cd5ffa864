"use client";

import { X } from "lucide-react";
import { Dialog as Base } from "radix-ui";
import type { ReactNode } from "react";
import { isInNews } from "./is-in-news";

type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  closeLabel: string;
  children?: ReactNode;
  /** The buttons, in reading order: the deed last. */
  footer: ReactNode;
};

/** A dialog holds focus and gives it back. */
export function Dialog({
  isOpen,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
  footer,
}: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-30 grid place-items-center overflow-auto bg-scrim p-4">
          <Base.Content
            onInteractOutside={(event) => isInNews(event.target) && event.preventDefault()}
            {...(description === undefined ? { "aria-describedby": undefined } : {})}
            className="w-[min(34rem,100%)] rounded-lg bg-raised shadow-float outline-none"
          >
            <header className="flex items-center gap-2 px-5 pt-4.5">
              <Base.Title className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere">{title}</Base.Title>
              <Base.Close
                aria-label={closeLabel}
                className="inline-grid size-control-small place-items-center rounded-sm text-ink-muted hover:bg-hover"
              >
                <X size={16} aria-hidden />
              </Base.Close>
            </header>
            <div className="grid gap-4 px-5 pt-3 pb-5">
              {description !== undefined && (
                <Base.Description asChild>
                  <div className="text-sm text-ink-muted">{description}</div>
                </Base.Description>
              )}
              {children}
            </div>
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3.5">
              {footer}
            </footer>
          </Base.Content>
        </Base.Overlay>
      </Base.Portal>
    </Base.Root>
  );
}
