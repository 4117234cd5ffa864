"use client";

import { Tag } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { BulkDialog } from "@/components/bulk-changes/bulk-dialog";
import { useCan } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { toastDone } from "@/components/ui/toast";
import type { BroadcastProgress } from "@/lib/broadcasts/schema";
import { countOutcome, listOutcomes, statesOf, type Outcome } from "./broadcast-words";

type LabelTheseProps = { broadcast: BroadcastProgress; outcome: Outcome | "all" };

/** Labels for the people whose lines are shown: a bulk change like any other, with its difference first. */
export function LabelThese({ broadcast, outcome }: LabelTheseProps) {
  const t = useTranslations("broadcasts.report");
  const canAssign = useCan("labels.assign-in-bulk");
  const [isOpen, setIsOpen] = useState(false);
  const chosen = outcome === "all" ? listOutcomes(broadcast.way) : [outcome];
  const count = chosen.reduce((sum, one) => sum + countOutcome(broadcast.counts, one), 0);
  const states = chosen.flatMap((one) => [...statesOf(one)]);
  if (!canAssign || count === 0) return null;
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        <Tag size={14} aria-hidden />
        {t("labelThese", { count })}
      </Button>
      {isOpen && (
        <BulkDialog
          selection={{ kind: "broadcast", broadcastId: broadcast.id, states }}
          count={count}
          onClose={() => setIsOpen(false)}
          onDone={() => toastDone(t("labelling"))}
        />
      )}
    </>
  );
}
