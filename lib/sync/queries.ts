import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { SyncReport, SyncStatus } from "./schema";

export function syncQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "sync"] as const,
    queryFn: ({ signal }) => fetchJson<SyncStatus>(apiPaths.sync(pageId), signal),
    refetchInterval: ({ state }) => (state.data?.import.state === "done" ? 15_000 : 1_000),
  });
}

export function syncReportQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "sync", "report"] as const,
    queryFn: ({ signal }) => fetchJson<SyncReport>(apiPaths.syncReport(pageId), signal),
    refetchInterval: ({ state }) => (state.data?.comparison?.finishedAt === null ? 1_000 : 15_000),
  });
}
