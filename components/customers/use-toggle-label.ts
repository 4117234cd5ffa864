"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { assignLabelAction, removeLabelAction } from "@/lib/customers/actions";
import type { CustomerList, CustomerProfile, CustomerRow } from "@/lib/customers/schema";

type LabelToggle = {
  toggle: (labelId: string) => void;
  /** The customer's labels as they are to be: what is under way is in them. */
  labelIds: string[];
  /** Labels that are on the screen already and on Facebook not yet. */
  pendingIds: ReadonlySet<string>;
};

/**
 * Puts a label on a customer or takes it off: at once on the screen, then on Facebook. A refusal takes
 * it back, for this label only, since another change may have gone well meanwhile, and says why.
 */
export function useToggleLabel(row: CustomerRow): LabelToggle {
  // Over whatever is read meanwhile, which may be from before the change: whether each label is to be on.
  const [wanted, setWanted] = useState<ReadonlyMap<string, boolean>>(new Map());
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
  const want = (labelId: string, isAssigned: boolean) =>
    setWanted((others) => new Map([...others, [labelId, isAssigned]]));
  // Unless the opposite was asked for meanwhile.
  const letGo = (labelId: string, isAssigned: boolean) =>
    setWanted(
      (others) => new Map([...others].filter(([other, was]) => other !== labelId || was !== isAssigned)),
    );
  const options = (isAssigned: boolean) => ({
    onAsk: ({ labelId }: { labelId: string }) => {
      want(labelId, isAssigned);
      return change(labelId, isAssigned);
    },
    onRefused: (_: Error, { labelId }: { labelId: string }) => {
      letGo(labelId, isAssigned);
      void change(labelId, !isAssigned);
      return false;
    },
    refreshes: { pageId, topics: ["customers", "labels"] },
  });
  const assign = useAction(assignLabelAction, options(true));
  const remove = useAction(removeLabelAction, options(false));

  let labelIds = row.labelIds;
  for (const [labelId, isAssigned] of wanted) {
    if (labelIds.includes(labelId) !== isAssigned) labelIds = withLabel(labelIds, labelId, isAssigned);
  }
  const toggle = (labelId: string) => {
    const isAssigned = !labelIds.includes(labelId);
    const deed = isAssigned ? assign : remove;
    // Over when what follows from it has been read as well; a refusal is shown by `useAction`.
    void deed
      .mutateAsync({ pageId, psid: row.psid, labelId })
      .catch(() => undefined)
      .finally(() => letGo(labelId, isAssigned));
  };
  return { toggle, labelIds, pendingIds: new Set(wanted.keys()) };
}

function withLabel(labelIds: readonly string[], labelId: string, isAssigned: boolean): string[] {
  const others = labelIds.filter((other) => other !== labelId);
  return isAssigned ? [...others, labelId] : others;
}
