import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { LeadStage } from "../domain/lead-stage";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { LeadFunnel, LeadList } from "./schema";

/** The leads of a stage, the newest first, a page at a time. */
export function leadsQuery(pageId: string, stage: LeadStage) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "leads", stage] as const,
    queryFn: ({ signal, pageParam }) =>
      fetchJson<LeadList>(apiPaths.leads(pageId, { stage, cursor: pageParam ?? undefined }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    meta: { alsoTopics: ["labels", "customers"] },
  });
}

export function leadFunnelQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "leads", "funnel"] as const,
    queryFn: ({ signal }) => fetchJson<LeadFunnel>(apiPaths.leadFunnel(pageId), signal),
    meta: { alsoTopics: ["labels"] },
  });
}

export function leadTargetQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "leads", "target"] as const,
    queryFn: ({ signal }) => fetchJson<{ minutes: number | null }>(apiPaths.leadTarget(pageId), signal),
    meta: { alsoTopics: ["customers"] },
  });
}
