import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { ConnectionReading } from "./schema";

/** What the Page needs on Facebook and what of it is there. Asked of the Graph itself, so only when somebody looks. */
export function connectionQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "connection"] as const,
    queryFn: ({ signal }) => fetchJson<ConnectionReading>(apiPaths.connection(pageId), signal),
    staleTime: 60_000,
  });
}
