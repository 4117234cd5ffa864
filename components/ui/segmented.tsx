"use client";

import { ToggleGroup } from "radix-ui";
import { segmentClass, segmentRowClass } from "./tabs";

type SegmentedProps<Value extends string> = {
  label: string;
  /** Null while none of them is chosen. */
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
};

/** One of a few, all in sight. */
export function Segmented<Value extends string>({ label, value, onChange, options }: SegmentedProps<Value>) {
  const choose = (next: string) => {
    const found = options.find((option) => option.value === next);
    if (found !== undefined) onChange(found.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value ?? ""}
      onValueChange={choose}
      className={segmentRowClass}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} className={segmentClass}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
