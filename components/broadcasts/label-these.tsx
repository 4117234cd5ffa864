"use client";

import { Tag } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { BulkDialog } from "@/components/bulk-changes/bulk-dialog";
import { useCan } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { toastDone } from "@/components/ui/toast";
import type { LineFilter } from "@/lib/broadcasts/schema";
import { deliveryStates } from "@/lib/domain/broadcast-state";

type LabelTheseProps = { broadcastId: string; filter: LineFilter; count: number };

/** Labels for the people whose lines are shown: a bulk change like any other, with its difference first. */
export function LabelThese({ broadcastId, filter, count }: LabelTheseProps) {
  const t = useTranslations("broadcasts.report");
  const canAssign = useCan("labels.assign-in-bulk");
  const [isOpen, setIsOpen] = useState(false);
  if (!canAssign || count === 0) return null;
  const { states = deliveryStates, ...rest } = filter;
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        <Tag size={14} aria-hidden />
        {t("labelThese", { count })}
      </Button>
      {isOpen && (
        <BulkDialog
          selection={{ kind: "broadcast", broadcastId, states: [...states], ...rest }}
          count={count}
          onClose={() => setIsOpen(false)}
          onDone={() => toastDone(t("labelling"))}
        />
      )}
    </>
  );
}
