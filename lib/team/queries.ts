import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { Team } from "./schema";

export function teamQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "team"] as const,
    queryFn: ({ signal }) => fetchJson<Team>(apiPaths.team(pageId), signal),
  });
}
