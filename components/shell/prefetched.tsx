import {
  dehydrate,
  HydrationBoundary,
  QueryClient,
  type DataTag,
  type InfiniteData,
  type QueryKey,
} from "@tanstack/react-query";
import type { ReactNode } from "react";

type Read = { queryKey: QueryKey; queryFn: () => Promise<unknown> };

/** Ties a query of the browser to the function that reads the same on the server: same key, same shape. */
export function toRead<Value>(
  query: { queryKey: DataTag<QueryKey, Value, Error> },
  queryFn: () => Promise<Value>,
): Read {
  return { queryKey: query.queryKey, queryFn };
}

/** The same for a list that is read a page at a time: its first page. */
export function toFirstPage<Value>(
  query: { queryKey: DataTag<QueryKey, InfiniteData<Value>, Error> },
  queryFn: () => Promise<Value>,
): Read {
  return {
    queryKey: query.queryKey,
    queryFn: async () => ({ pages: [await queryFn()], pageParams: [null] }),
  };
}

/**
 * Reads on the server what a view shows first, so that it comes with its content. What cannot be read here is
 * left out: the browser asks again, and shows the trouble where it belongs.
 */
export async function Prefetched({ reads, children }: { reads: readonly Read[]; children: ReactNode }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await Promise.allSettled(reads.map((read) => client.query(read)));
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
