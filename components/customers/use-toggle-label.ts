"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { toastTrouble } from "@/components/ui/toast";
import { assignLabelAction, removeLabelAction } from "@/lib/customers/actions";
import type { CustomerList, CustomerProfile, CustomerRow } from "@/lib/customers/schema";

type LabelToggle = {
  toggle: (labelId: string) => void;
  /** Labels that are on the screen already and on Facebook not yet. */
  pendingIds: ReadonlySet<string>;
};

/**
 * Puts a label on a customer or takes it off: at once on the screen, then on Facebook. A refusal takes
 * it back, for this label only, since another change may have gone well meanwhile, and says why.
 */
export function useToggleLabel(row: CustomerRow): LabelToggle {
  const [pendingIds, setPendingIds] = useState<ReadonlySet<string>>(new Set());
  const queryClient = useQueryClient();
  const { pageId } = usePageSession();
  const queryKey = ["page", pageId, "customers"] as const;

  const change = async (labelId: string, isAssigned: boolean): Promise<void> => {
    await queryClient.cancelQueries({ queryKey });
    const changeRow = (other: CustomerRow): CustomerRow =>
      other.psid === row.psid
        ? { ...other, labelIds: withLabel(other.labelIds, labelId, isAssigned) }
        : other;
    queryClient.setQueriesData<CustomerList | CustomerRow[] | CustomerProfile>({ queryKey }, (kept) => {
      if (kept === undefined) return undefined;
      if (Array.isArray(kept)) return kept.map(changeRow);
      if ("customer" in kept) return { ...kept, customer: changeRow(kept.customer) };
      return { ...kept, rows: kept.rows.map(changeRow) };
    });
  };
  const wait = (labelId: string, isPending: boolean) =>
    setPendingIds((ids) => new Set(isPending ? [...ids, labelId] : [...ids].filter((id) => id !== labelId)));
  const options = (isAssigned: boolean) => ({
    onAsk: ({ labelId }: { labelId: string }) => {
      wait(labelId, true);
      return change(labelId, isAssigned);
    },
    onDone: (_: unknown, { labelId }: { labelId: string }) => wait(labelId, false),
    onRefused: (refusal: Error, { labelId }: { labelId: string }) => {
      wait(labelId, false);
      void change(labelId, !isAssigned);
      toastTrouble(refusal.message);
      return true;
    },
    refreshes: { pageId, topics: ["customers", "labels"] },
  });
  const assign = useAction(assignLabelAction, options(true));
  const remove = useAction(removeLabelAction, options(false));

  const toggle = (labelId: string) => {
    const deed = row.labelIds.includes(labelId) ? remove : assign;
    deed.mutate({ pageId, psid: row.psid, labelId });
  };
  return { toggle, pendingIds };
}

function withLabel(labelIds: readonly string[], labelId: string, isAssigned: boolean): string[] {
  const others = labelIds.filter((other) => other !== labelId);
  return isAssigned ? [...others, labelId] : others;
}
