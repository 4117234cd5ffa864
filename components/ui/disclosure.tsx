"use client";

import { ChevronRight } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cn } from "@/lib/cn";

type DisclosureProps = {
  title: string;
  /** What is known without opening it. */
  beside?: ReactNode;
  headingLevel?: "h2" | "h3";
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Only made while it is open, so that it loads nothing before. */
  children: ReactNode;
};

/** A heading that opens what is under it. */
export function Disclosure({
  title,
  beside,
  headingLevel: Heading = "h2",
  isOpen,
  onOpenChange,
  children,
}: DisclosureProps) {
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`} className="border-t border-line">
      <Heading className="flex items-center">
        <button
          id={`${id}-title`}
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-body` : undefined}
          onClick={() => onOpenChange(!isOpen)}
          className="flex min-h-11 flex-1 items-center gap-2 text-sm font-semibold hover:text-accent-ink"
        >
          <ChevronRight
            size={16}
            aria-hidden
            className={cn(
              "shrink-0 text-ink-faint transition-transform duration-(--duration-move)",
              isOpen && "rotate-90",
            )}
          />
          {title}
        </button>
        {beside}
      </Heading>
      {isOpen && (
        <div id={`${id}-body`} className="pt-1 pb-5 md:ps-6">
          {children}
        </div>
      )}
    </section>
  );
}
