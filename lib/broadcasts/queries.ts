import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DeliveryState } from "../domain/broadcast-state";
import { isBroadcastOver } from "../domain/broadcast-state";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { WaterfallStep } from "../domain/broadcast-audience";
import type {
  BroadcastProgress,
  BroadcastReport,
  BroadcastReview,
  BroadcastRow,
  DeliveryList,
  FallenList,
  SendForecast,
} from "./schema";

const progressEveryMs = 1_000;

export function broadcastsQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts"] as const,
    queryFn: ({ signal }) => fetchJson<BroadcastRow[]>(apiPaths.broadcasts(pageId), signal),
  });
}

/** One broadcast with its progress; read again each second while it runs. */
export function broadcastQuery(pageId: string, id: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", id] as const,
    queryFn: ({ signal }) => fetchJson<BroadcastProgress>(apiPaths.broadcast(pageId, id), signal),
    refetchInterval: ({ state }) =>
      state.data && state.data.state !== "draft" && !isBroadcastOver(state.data.state)
        ? progressEveryMs
        : false,
  });
}

/** The promise before sending. It is counted from the audience, so it follows that as well as the draft. */
export function reviewQuery(pageId: string, id: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", id, "review"] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal }) => fetchJson<BroadcastReview>(apiPaths.review(pageId, id), signal),
  });
}

export function deliveriesQuery(pageId: string, id: string, shown: readonly DeliveryState[] | null) {
  const states = shown?.join(",");
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "broadcasts", id, "deliveries", states ?? "all"] as const,
    queryFn: ({ signal, pageParam }) =>
      fetchJson<DeliveryList>(
        apiPaths.deliveries(pageId, id, { states, cursor: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Who fell away at a step of the waterfall, or who remains at its end. */
export function fallenQuery(pageId: string, id: string, step: WaterfallStep) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "broadcasts", id, "fallen", step] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal, pageParam }) =>
      fetchJson<FallenList>(apiPaths.fallen(pageId, id, { step, cursor: pageParam ?? undefined }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

const reportEveryMs = 5_000;

/** What came of it, read again now and then: deliveries and reads are told for days. */
export function reportQuery(pageId: string, id: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", id, "report"] as const,
    queryFn: ({ signal }) => fetchJson<BroadcastReport>(apiPaths.report(pageId, id), signal),
    refetchInterval: reportEveryMs,
  });
}

export function forecastQuery(pageId: string, id: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", id, "forecast"] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal }) => fetchJson<SendForecast>(apiPaths.forecast(pageId, id), signal),
  });
}
