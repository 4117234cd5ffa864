"use client";

import { useId, type KeyboardEvent, type ReactNode } from "react";

type TabsProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly { value: Value; label: string; panel: ReactNode }[];
  /** What stands beside the tabs, at the end of their line. */
  beside?: ReactNode;
};

/** Faces of one thing: a segmented row of tabs, one panel shown. The arrows, Home and End choose as they move. */
export function Tabs<Value extends string>({ label, value, onChange, tabs, beside }: TabsProps<Value>) {
  const id = useId();
  const chosen = tabs.findIndex((tab) => tab.value === value);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return; // The browser's own: Alt and an arrow go back.
    const next = findNextTab(event.key, chosen, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (tab === undefined) return;
    event.preventDefault();
    onChange(tab.value);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[next!]?.focus();
  };
  return (
    <div>
      <div className="mt-5 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <div role="tablist" aria-label={label} onKeyDown={move} className={segmentRowClass}>
          {tabs.map((tab, index) => (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-${tab.value}`}
              aria-selected={index === chosen}
              aria-controls={index === chosen ? `${id}-panel` : undefined}
              data-state={index === chosen ? "active" : "inactive"}
              tabIndex={index === chosen ? 0 : -1}
              onClick={() => onChange(tab.value)}
              className={segmentClass}
            >
              {tab.label}
            </button>
          ))}
        </div>
        <span className="ms-auto">{beside}</span>
      </div>
      <div
        key={value}
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${value}`}
        tabIndex={0}
        className="outline-none"
      >
        {tabs[chosen]?.panel}
      </div>
    </div>
  );
}

/** The tab a key leads to, around both ends; null for any other key. */
function findNextTab(key: string, chosen: number, length: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (chosen + 1) % length;
    case "ArrowLeft":
      return (chosen - 1 + length) % length;
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return null;
  }
}

/** A segmented row; what does not fit goes on below, so that nothing is out of sight. */
export const segmentRowClass =
  "inline-flex max-w-full flex-wrap gap-y-0.5 rounded-md bg-sunken p-0.5 shadow-[inset_0_0_0_1px_var(--color-line)]";

/** One part of a segmented row, chosen or not. */
export const segmentClass =
  "inline-flex h-6.5 items-center gap-1.5 rounded-sm px-2.5 text-xs font-medium whitespace-nowrap text-ink-muted hover:text-ink data-[state=active]:bg-raised data-[state=active]:text-ink data-[state=active]:shadow-[0_0_0_1px_var(--color-line-strong),var(--shadow-raised)] data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--color-line-strong),var(--shadow-raised)]";
