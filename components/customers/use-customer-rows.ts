"use client";

import { useQueries } from "@tanstack/react-query";
import { usePageSession } from "@/components/shell/page-session";
import { customersQuery } from "@/lib/customers/queries";
import {
  customersBlockLength,
  type CustomerList,
  type CustomerRow,
  type CustomerView,
} from "@/lib/customers/schema";

/**
 * The rows in sight, read in blocks; what was read stays for a while, so scrolling back asks nobody.
 * @returns the row at a position, undefined while it is read
 */
export function useCustomerRows(
  view: CustomerView,
  { start, end }: { start: number; end: number },
): (position: number) => CustomerRow | undefined {
  const { pageId } = usePageSession();
  const firstBlock = Math.floor(start / customersBlockLength);
  const lastBlock = Math.max(firstBlock, Math.floor(Math.max(0, end - 1) / customersBlockLength));
  const results = useQueries({
    queries: Array.from({ length: lastBlock - firstBlock + 1 }, (_, at) => {
      const block = firstBlock + at;
      return {
        ...customersQuery(pageId, view, block),
        // Rows of the view before stand until these are here; never rows of another place.
        placeholderData: (
          kept: CustomerList | undefined,
          query: { queryKey: readonly unknown[] } | undefined,
        ) => (query?.queryKey.at(-1) === block ? kept : undefined),
      };
    }),
  });
  return (position) => {
    const block = Math.floor(position / customersBlockLength);
    return results[block - firstBlock]?.data?.rows[position - block * customersBlockLength];
  };
}
