import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from "react";
import { cn } from "@/lib/cn";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled" | "aria-label"> & {
  /** What it does, in words: its name for a screen reader and its tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string;
  isOff?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
};

/** A button that is only an icon. For frequent actions; rare ones carry words. */
export function IconButton({ label, keys, isOff, className, onClick, ...rest }: IconButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Tooltip text={keys === undefined ? label : `${label} (${keys})`}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-disabled={isOff ? true : undefined}
        className={cn(
          "inline-grid size-control-small shrink-0 place-items-center rounded-sm text-ink-muted hover:bg-hover hover:text-ink",
          "aria-disabled:cursor-default aria-disabled:opacity-40",
          className,
        )}
        onClick={press}
      />
    </Tooltip>
  );
}
