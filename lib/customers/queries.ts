import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { encodePredicate } from "../domain/predicate-code";
import type { Predicate } from "../domain/predicate";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { CustomerList, CustomerRow, CustomerView } from "./schema";

export function customersQuery(pageId: string, view: CustomerView) {
  return queryOptions({
    queryKey: ["page", pageId, "customers", view] as const,
    queryFn: ({ signal }) => fetchJson<CustomerList>(apiPaths.customers(pageId, { ...view }), signal),
    placeholderData: keepPreviousData,
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
