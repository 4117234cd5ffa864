import { cn } from "@/lib/cn";

type ProgressProps = { label: string; done: number; total: number; className?: string };

/** How far long work is. An unknown total shows an empty bar, never a spinning one. */
export function Progress({ label, done, total, className }: ProgressProps) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total > 0 ? total : undefined}
      aria-valuenow={total > 0 ? done : undefined}
      className={cn(
        "block h-1.5 overflow-hidden rounded-full bg-sunken shadow-[inset_0_0_0_1px_var(--color-line)]",
        className,
      )}
    >
      <span className="block h-full bg-accent" style={{ width: `${(share * 100).toFixed(2)}%` }} />
    </span>
  );
}
