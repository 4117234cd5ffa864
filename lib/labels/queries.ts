import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { LabelChanges, LabelList, LabelUse } from "./schema";

export function labelsQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "labels"] as const,
    queryFn: ({ signal }) => fetchJson<LabelList>(apiPaths.labels(pageId), signal),
  });
}

/** Read again once a minute: days change slowly, and every webhook would ask otherwise. */
export function labelChangesQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "label-changes"] as const,
    queryFn: ({ signal }) => fetchJson<LabelChanges>(apiPaths.labelChanges(pageId), signal),
    staleTime: 60_000,
    refetchInterval: 60_000,
  });
}

export function labelUsesQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "labels", "uses"] as const,
    meta: { alsoTopics: ["segments", "broadcasts"] },
    queryFn: ({ signal }) => fetchJson<LabelUse[]>(apiPaths.labelUses(pageId), signal),
  });
}
