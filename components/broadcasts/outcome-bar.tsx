import { cn } from "@/lib/cn";
import type { DeliveryCounts } from "@/lib/broadcasts/schema";
import { countOutcome, listOutcomes, outcomeLooks } from "./broadcast-words";

/** The ledger as one bar. A part that exists is at least 3 px wide. Its numbers stand beside it. */
export function OutcomeBar({ counts, isLarge }: { counts: DeliveryCounts; isLarge?: boolean }) {
  return (
    <span aria-hidden className={cn("flex gap-0.5", isLarge ? "h-7" : "h-1.5")}>
      {listOutcomes("fan-out").map((outcome) => {
        const count = countOutcome(counts, outcome);
        return count === 0 ? null : (
          <span
            key={outcome}
            className={cn("min-w-0.75 rounded-[2px]", isLarge && "rounded-xs", outcomeLooks[outcome])}
            style={{ flex: `${count} 1 0` }}
          />
        );
      })}
    </span>
  );
}
