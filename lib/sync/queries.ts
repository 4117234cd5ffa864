import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { SyncStatus } from "./schema";

export function syncQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "sync"] as const,
    queryFn: ({ signal }) => fetchJson<SyncStatus>(apiPaths.sync(pageId), signal),
    refetchInterval: ({ state }) => (state.data?.import.state === "done" ? 15_000 : 1_000),
  });
}
