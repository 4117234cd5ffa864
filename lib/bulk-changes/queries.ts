import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import type { MissingPeople } from "../label-moves/schema";
import { apiPaths } from "../paths";
import type { AllJobs, BulkChange, BulkDifference, JobItemList, JobRow } from "./schema";

export function jobsQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "jobs"] as const,
    queryFn: ({ signal }) => fetchJson<JobRow[]>(apiPaths.jobs(pageId), signal),
  });
}

export function allJobsQuery(pageId: string) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "jobs", "all"] as const,
    meta: { alsoTopics: ["sync"] },
    queryFn: ({ signal, pageParam }) =>
      fetchJson<AllJobs>(apiPaths.allJobs(pageId, { cursor: pageParam ?? undefined }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function jobQuery(pageId: string, jobId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "jobs", jobId] as const,
    queryFn: ({ signal }) => fetchJson<JobRow>(apiPaths.job(pageId, jobId), signal),
  });
}

/** Who would lose their label if this rename or merge went on now. */
export function missingQuery(pageId: string, jobId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "jobs", jobId, "missing"] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal }) => fetchJson<MissingPeople>(apiPaths.jobMissing(pageId, jobId), signal),
  });
}

export function jobItemsQuery(pageId: string, jobId: string, state: string | null) {
  return infiniteQueryOptions({
    queryKey: ["page", pageId, "jobs", jobId, "items", state] as const,
    queryFn: ({ signal, pageParam }) =>
      fetchJson<JobItemList>(
        apiPaths.jobItems(pageId, jobId, { state: state ?? undefined, cursor: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function bulkDifferenceQuery(pageId: string, change: BulkChange) {
  return queryOptions({
    queryKey: ["page", pageId, "bulk-difference", change] as const,
    meta: { alsoTopics: ["audience"] },
    queryFn: ({ signal }) => fetchJson<BulkDifference>(apiPaths.bulkDifference(pageId, change), signal),
  });
}
