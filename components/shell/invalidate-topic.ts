import type { QueryClient } from "@tanstack/react-query";

/**
 * What the topic names is out of date, and so is what says in its `meta` that it is counted from it: a list of
 * segments shows how many people each has, so it follows the audience as well.
 */
export function invalidateTopic(queryClient: QueryClient, pageId: string, topic: string): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [scope, page, room], meta }) =>
      scope === "page" &&
      page === pageId &&
      (room === topic || (Array.isArray(meta?.alsoTopics) && meta.alsoTopics.includes(topic))),
  });
}
