import { cn } from "@/lib/cn";

/** A grey line where words will be. Give it the width the words will have. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("skeleton after-100-ms", className)} />;
}
