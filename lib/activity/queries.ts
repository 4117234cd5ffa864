import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { ActivityFilter, ActivityList } from "./schema";

export function activityQuery(pageId: string, filter: ActivityFilter) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "activity", filter] as const,
    queryFn: ({ signal, pageParam }) =>
      fetchJson<ActivityList>(
        apiPaths.activity(pageId, { ...filter, cursor: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}
