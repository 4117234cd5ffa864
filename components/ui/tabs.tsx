"use client";

import { Tabs as Base } from "radix-ui";
import type { ReactNode } from "react";

type TabsProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly { value: Value; label: string; panel: ReactNode }[];
  /** What stands beside the tabs, at the end of their line. */
  beside?: ReactNode;
};

/** Faces of one thing: a segmented row of tabs, one panel shown. */
export function Tabs<Value extends string>({ label, value, onChange, tabs, beside }: TabsProps<Value>) {
  const choose = (next: string) => {
    const found = tabs.find((tab) => tab.value === next);
    if (found !== undefined) onChange(found.value);
  };
  return (
    <Base.Root value={value} onValueChange={choose}>
      <div className="mt-5 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Base.List
          aria-label={label}
          className="inline-flex max-w-full overflow-x-auto rounded-md bg-sunken p-0.5 shadow-[inset_0_0_0_1px_var(--color-line)]"
        >
          {tabs.map((tab) => (
            <Base.Trigger key={tab.value} value={tab.value} className={segmentClass}>
              {tab.label}
            </Base.Trigger>
          ))}
        </Base.List>
        <span className="ms-auto">{beside}</span>
      </div>
      {tabs.map((tab) => (
        <Base.Content key={tab.value} value={tab.value} className="outline-none">
          {tab.panel}
        </Base.Content>
      ))}
    </Base.Root>
  );
}

/** One part of a segmented row, chosen or not. */
export const segmentClass =
  "inline-flex h-6.5 items-center gap-1.5 rounded-sm px-2.5 text-xs font-medium whitespace-nowrap text-ink-muted hover:text-ink data-[state=active]:bg-raised data-[state=active]:text-ink data-[state=active]:shadow-[0_0_0_1px_var(--color-line-strong),var(--shadow-raised)] data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--color-line-strong),var(--shadow-raised)]";
