import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { ActivityList } from "./schema";

export function activityQuery(pageId: string) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "activity"] as const,
    queryFn: ({ signal, pageParam }) =>
      fetchJson<ActivityList>(apiPaths.activity(pageId, { cursor: pageParam ?? undefined }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}
