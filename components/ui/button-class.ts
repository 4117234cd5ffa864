import { cn } from "@/lib/cn";

export type ButtonLook = "plain" | "primary" | "quiet" | "danger";
export type ButtonSize = "normal" | "small" | "large";

const lookClasses: Record<ButtonLook, string> = {
  plain:
    "bg-raised text-ink shadow-[inset_0_0_0_1px_var(--color-line-strong),var(--shadow-raised)] hover:bg-canvas",
  primary: "bg-ink text-on-ink shadow-raised hover:bg-ink/88",
  quiet: "text-ink-muted hover:bg-hover hover:text-ink",
  danger: "bg-danger-ink text-on-ink hover:bg-danger-ink/88",
};

const sizeClasses: Record<ButtonSize, string> = {
  normal: "h-control gap-1.5 rounded-md px-3 text-sm",
  small: "h-control-small gap-1.5 rounded-sm px-2 text-xs",
  large: "h-10 gap-2 rounded-md px-4.5 text-base",
};

/** The classes of a button, for links that look like one. */
export function buttonClass(
  look: ButtonLook = "plain",
  size: ButtonSize = "normal",
  className?: string,
): string {
  return cn(
    "inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap transition-colors duration-(--duration-press)",
    "aria-disabled:cursor-default aria-disabled:opacity-50",
    lookClasses[look],
    sizeClasses[size],
    className,
  );
}
