import type { InputHTMLAttributes } from "react";
import { cn } from "@/lib/cn";

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "aria-label"> & {
  label: string;
  /** Some of what it stands for is chosen. */
  isMixed?: boolean;
};

/** The browser's own checkbox, with a target of a fingertip around it. */
export function Checkbox({ label, isMixed, className, ...rest }: CheckboxProps) {
  return (
    <label className={cn("inline-grid size-control-small place-items-center", className)}>
      <input
        {...rest}
        type="checkbox"
        aria-label={label}
        ref={(input) => {
          if (input) input.indeterminate = isMixed === true;
        }}
        className="size-4 accent-accent"
      />
    </label>
  );
}
