import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { LabelList } from "./schema";

export function labelsQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "labels"] as const,
    queryFn: ({ signal }) => fetchJson<LabelList>(apiPaths.labels(pageId), signal),
  });
}
