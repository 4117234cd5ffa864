import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { FrozenListRow, FrozenPeople } from "./schema";

/** Among the segments in the keys, so that what is told of those is told of these. */
export function frozenListsQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "segments", "frozen"] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal }) => fetchJson<FrozenListRow[]>(apiPaths.frozenLists(pageId), signal),
  });
}

export function frozenListQuery(pageId: string, id: string) {
  return queryOptions({
    queryKey: ["page", pageId, "segments", "frozen", id] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal }) => fetchJson<FrozenListRow>(apiPaths.frozenList(pageId, id), signal),
  });
}

export function frozenPeopleQuery(pageId: string, id: string) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "customers", "frozen", id] as const,
    queryFn: ({ signal, pageParam }) =>
      fetchJson<FrozenPeople>(apiPaths.frozenPeople(pageId, id, { cursor: pageParam ?? undefined }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}
