import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { isBroadcastOver } from "../domain/broadcast-state";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { WaterfallStep } from "../domain/broadcast-audience";
import type {
  BegunBroadcast,
  BroadcastList,
  BroadcastProgress,
  BroadcastReport,
  BroadcastReview,
  BroadcastView,
  DeliveryList,
  FallenList,
  LineFilter,
  SendForecast,
} from "./schema";

const progressEveryMs = 1_000;
/** What counts whole ledgers is read again at most so often, however much news there is; see `tellTopic`. */
const countedEveryMs = 5_000;

/** What a list of broadcasts is narrowed to. */
export type BroadcastsAsked = { view: BroadcastView; search: string };

export function broadcastsQuery(pageId: string, { view, search }: BroadcastsAsked) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "broadcasts", "list", view, search] as const,
    meta: { patientMs: countedEveryMs },
    queryFn: ({ signal, pageParam }) =>
      fetchJson<BroadcastList>(
        apiPaths.broadcasts(pageId, { view, search: search || undefined, cursor: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Broadcasts whose recipients can be left out of another. */
export function begunBroadcastsQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", "begun"] as const,
    meta: { patientMs: countedEveryMs },
    queryFn: ({ signal }) => fetchJson<BegunBroadcast[]>(apiPaths.begunBroadcasts(pageId), signal),
  });
}

/** One broadcast with its progress; read again each second while it runs. */
export function broadcastQuery(pageId: string, id: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", id] as const,
    meta: { patientMs: progressEveryMs },
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

export function deliveriesQuery(pageId: string, id: string, { states, ...filter }: LineFilter) {
  const asked = { ...filter, states: states?.join(",") };
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "broadcasts", id, "deliveries", asked] as const,
    meta: { patientMs: countedEveryMs },
    queryFn: ({ signal, pageParam }) =>
      fetchJson<DeliveryList>(
        apiPaths.deliveries(pageId, id, { ...asked, cursor: pageParam ?? undefined }),
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

/** What came of it: deliveries and reads are told for days. */
export function reportQuery(pageId: string, id: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", id, "report"] as const,
    meta: { patientMs: countedEveryMs },
    queryFn: ({ signal }) => fetchJson<BroadcastReport>(apiPaths.report(pageId, id), signal),
  });
}

export function forecastQuery(pageId: string, id: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", id, "forecast"] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal }) => fetchJson<SendForecast>(apiPaths.forecast(pageId, id), signal),
  });
}
