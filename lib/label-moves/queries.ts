import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { MoveImpact } from "./schema";

/** It follows the labels, the segments and the broadcasts that it counts. */
export function moveImpactQuery(pageId: string, sourceIds: readonly string[], targetId: string | null) {
  return queryOptions({
    queryKey: ["page", pageId, "audience", "move-impact", sourceIds, targetId] as const,
    meta: { alsoTopics: ["labels", "segments", "broadcasts"] },
    queryFn: ({ signal }) => fetchJson<MoveImpact>(apiPaths.moveImpact(pageId, sourceIds, targetId), signal),
  });
}
