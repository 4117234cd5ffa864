import { Check, X } from "lucide-react";
import { cn } from "@/lib/cn";
import type { BlockVerdict } from "./use-explanation";

/** Whether a block is true for the person who is being explained; faint where the whole does not rest on it. */
export function VerdictMark({ isTrue, isDecisive }: BlockVerdict) {
  const Icon = isTrue ? Check : X;
  return (
    <Icon
      size={16}
      strokeWidth={isDecisive ? 3 : 2}
      aria-hidden
      className={cn("shrink-0", isTrue ? "text-success-ink" : "text-danger-ink", !isDecisive && "opacity-45")}
    />
  );
}
