import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Predicate } from "../domain/predicate";
import { encodePredicate } from "../domain/predicate-code";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type {
  Counts,
  Overlap,
  SegmentRow,
  SegmentSize,
  SegmentSizes,
  SegmentTwin,
  SegmentUse,
  SegmentVersionList,
  SegmentsOfCustomer,
} from "./schema";

/** The saved segments with how many people each has now: so they follow the audience as well. */
export function segmentsQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "segments"] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal }) => fetchJson<SegmentRow[]>(apiPaths.segments(pageId), signal),
  });
}

export function segmentQuery(pageId: string, segmentId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "segments", segmentId] as const,
    queryFn: ({ signal }) => fetchJson<SegmentRow>(apiPaths.segment(pageId, segmentId), signal),
  });
}

/**
 * Exact counts of every node. The predicate is the key, so a late answer to an older predicate can never take
 * the place of a newer one's.
 */
export function countsQuery(pageId: string, predicate: Predicate) {
  const code = encodePredicate(predicate);
  return queryOptions({
    queryKey: ["page", pageId, "audience", "counts", code] as const,
    queryFn: ({ signal }) => fetchJson<Counts>(apiPaths.counts(pageId, code), signal),
    placeholderData: keepPreviousData,
  });
}

/** Compared with the people of this moment, so it follows the audience as well. */
export function versionsQuery(pageId: string, segmentId: string) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "segments", segmentId, "versions"] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal, pageParam }) =>
      fetchJson<SegmentVersionList>(
        apiPaths.segmentVersions(pageId, segmentId, { cursor: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function segmentUsesQuery(pageId: string, segmentId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "segments", segmentId, "uses"] as const,
    meta: { alsoTopics: ["broadcasts"] },
    queryFn: ({ signal }) => fetchJson<SegmentUse[]>(apiPaths.segmentUses(pageId, segmentId), signal),
  });
}

/** Other segments that always select the same people. */
export function twinsQuery(pageId: string, predicate: Predicate, exceptId: string | null) {
  const code = encodePredicate(predicate);
  return queryOptions({
    queryKey: ["page", pageId, "segments", "twins", code, exceptId] as const,
    queryFn: ({ signal }) =>
      fetchJson<SegmentTwin[]>(
        apiPaths.twins(pageId, { predicate: code, except: exceptId ?? undefined }),
        signal,
      ),
  });
}

export function segmentSizesQuery(pageId: string, segmentId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "segments", segmentId, "sizes"] as const,
    queryFn: ({ signal }) => fetchJson<SegmentSize[]>(apiPaths.segmentSizes(pageId, segmentId), signal),
  });
}

export function recentSizesQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "segments", "sizes"] as const,
    queryFn: ({ signal }) => fetchJson<SegmentSizes[]>(apiPaths.recentSizes(pageId), signal),
  });
}

/** Exact counts of every combination of a few labels. */
export function overlapQuery(pageId: string, labelIds: readonly string[]) {
  return queryOptions({
    queryKey: ["page", pageId, "audience", "overlap", labelIds] as const,
    queryFn: ({ signal }) => fetchJson<Overlap>(apiPaths.overlap(pageId, labelIds), signal),
    placeholderData: keepPreviousData,
  });
}

/** Follows the customer's labels as well as the segments. */
export function segmentsOfCustomerQuery(pageId: string, psid: string) {
  return queryOptions({
    queryKey: ["page", pageId, "segments", "of-customer", psid] as const,
    meta: { alsoTopics: ["customers", "labels"] },
    queryFn: ({ signal }) => fetchJson<SegmentsOfCustomer>(apiPaths.segmentsOfCustomer(pageId, psid), signal),
  });
}
