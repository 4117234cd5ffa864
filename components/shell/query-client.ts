import { QueryClient } from "@tanstack/react-query";

/**
 * What we read is kept fresh by the event stream, so a query is stale only after a minute without news.
 * A read is tried twice more for trouble on the way; an answer that refuses (4xx) is final.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        retry: (failures, error) => failures < 2 && !isRefusal(error),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { retry: false },
    },
  });
}

function isRefusal(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("status" in error)) return false;
  return typeof error.status === "number" && error.status >= 400 && error.status < 500;
}
