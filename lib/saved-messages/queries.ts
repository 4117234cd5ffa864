import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { SavedMessageRow } from "./schema";

export function savedMessagesQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", "saved-messages"] as const,
    queryFn: ({ signal }) => fetchJson<SavedMessageRow[]>(apiPaths.savedMessages(pageId), signal),
  });
}
