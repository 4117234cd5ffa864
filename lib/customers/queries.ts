import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { encodePredicate } from "../domain/predicate-code";
import type { Predicate } from "../domain/predicate";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import { customersBlockLength } from "./schema";
import type {
  Conversation,
  CustomerDeliveryList,
  CustomerList,
  CustomerProfile,
  CustomerRow,
  CustomerView,
  LabelHistoryList,
  OptOutList,
} from "./schema";

/** One block of a view's rows. */
export function customersQuery(pageId: string, view: CustomerView, block: number) {
  return queryOptions({
    queryKey: ["page", pageId, "customers", view, block] as const,
    queryFn: ({ signal }) =>
      fetchJson<CustomerList>(
        apiPaths.customers(pageId, { ...view, from: block * customersBlockLength }),
        signal,
      ),
  });
}

/** A few of the people whom a predicate selects. */
export function sampleQuery(pageId: string, predicate: Predicate) {
  const code = encodePredicate(predicate);
  return queryOptions({
    queryKey: ["page", pageId, "customers", "sample", code] as const,
    queryFn: ({ signal }) => fetchJson<CustomerRow[]>(apiPaths.sample(pageId, code), signal),
    placeholderData: keepPreviousData,
  });
}

export function customerQuery(pageId: string, psid: string) {
  return queryOptions({
    queryKey: ["page", pageId, "customers", "one", psid] as const,
    queryFn: ({ signal }) => fetchJson<CustomerProfile>(apiPaths.customer(pageId, psid), signal),
  });
}

export function optOutsQuery(pageId: string) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "customers", "opt-outs"] as const,
    queryFn: ({ signal, pageParam }) => fetchJson<OptOutList>(apiPaths.optOuts(pageId, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** @param lastMessageAt of the customer: a newer message makes it another conversation, and nothing else does, since every read is a call to the Graph */
export function conversationQuery(pageId: string, psid: string, lastMessageAt: string | null) {
  return queryOptions({
    queryKey: ["page", pageId, "conversation", psid, lastMessageAt] as const,
    queryFn: ({ signal }) => fetchJson<Conversation>(apiPaths.conversation(pageId, psid), signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function labelHistoryQuery(pageId: string, psid: string) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "label-history", psid] as const,
    meta: { alsoTopics: ["customers", "labels"] },
    queryFn: ({ signal, pageParam }) =>
      fetchJson<LabelHistoryList>(apiPaths.labelHistory(pageId, psid, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function customerDeliveriesQuery(pageId: string, psid: string) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "broadcasts", "of-customer", psid] as const,
    queryFn: ({ signal, pageParam }) =>
      fetchJson<CustomerDeliveryList>(apiPaths.customerDeliveries(pageId, psid, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}
