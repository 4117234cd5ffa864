import { QueryClient } from "@tanstack/react-query";
import { ReadError } from "@/lib/fetch-json";

/**
 * What we read is kept fresh by the event stream, so a query is stale only after a minute without news.
 * A read is tried twice more for trouble on the way; a refusal is final.
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
  return error instanceof ReadError && error.failure.retryable !== true;
}
