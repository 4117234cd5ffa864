"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { usePageSession } from "@/components/shell/page-session";
import { customerQuery } from "@/lib/customers/queries";
import type { CustomerRow } from "@/lib/customers/schema";
import { toCountable, type DraftPredicate } from "@/lib/domain/predicate-draft";
import { explain, type PredicateExplanation } from "@/lib/domain/predicate-explain";

/** What a block says of the person who is being explained. */
export type BlockVerdict = { isTrue: boolean; isDecisive: boolean };

export type Explanation = {
  /** Who is asked about: in the address as well, so that it can be sent to a colleague. */
  psid: string | null;
  /** Null while they are read. */
  customer: CustomerRow | null;
  /** Null without a person, without a predicate, and for somebody whose labels nobody knows. */
  result: PredicateExplanation | null;
  /** By the id of the draft's node. */
  verdicts: ReadonlyMap<string, BlockVerdict>;
  error: Error | null;
  choose: (psid: string | null) => void;
};

/** Explains one person on the draft as it is now, unfinished or not: what is muted or empty takes no part. */
export function useExplanation(draft: DraftPredicate): Explanation {
  const { pageId } = usePageSession();
  const psid = useSearchParams().get("explain");
  const query = useQuery(
    psid === null
      ? { queryKey: ["page", pageId, "customers", "one", ""] as const, queryFn: skipToken }
      : customerQuery(pageId, psid),
  );
  const customer = psid === null ? null : (query.data?.customer ?? null);
  const explained = useMemo(() => explainDraft(draft, customer), [draft, customer]);
  return {
    psid,
    customer,
    ...explained,
    error: psid === null ? null : query.error,
    choose: writePsid,
  };
}

/** Next.js hears of it: whoever reads the address is drawn again, and nothing is asked of the server. */
function writePsid(psid: string | null): void {
  const address = new URL(window.location.href);
  if (psid === null) address.searchParams.delete("explain");
  else address.searchParams.set("explain", psid);
  window.history.replaceState(null, "", address);
}

function explainDraft(
  draft: DraftPredicate,
  customer: CustomerRow | null,
): Pick<Explanation, "result" | "verdicts"> {
  const countable = customer?.labelsKnown === true ? toCountable(draft) : null;
  if (customer === null || countable === null) return { result: null, verdicts: new Map() };
  const result = explain(countable.predicate, new Set(customer.labelIds));
  const verdicts = new Map(result.nodes.map((node, at) => [countable.nodeIds[at]!, node]));
  return { result, verdicts };
}
