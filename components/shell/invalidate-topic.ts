import type { Query, QueryClient } from "@tanstack/react-query";

/**
 * What the topic names is out of date, and so is what says in its `meta` that it is counted from it: a list of
 * segments shows how many people each has, so it follows the audience as well.
 */
export function invalidateTopic(queryClient: QueryClient, pageId: string, topic: string): Promise<void> {
  return readAnew(queryClient, isOf(pageId, topic));
}

function isOf(pageId: string, topic: string): (query: Query) => boolean {
  return ({ queryKey: [scope, page, room], meta }) =>
    scope === "page" &&
    page === pageId &&
    (room === topic || (Array.isArray(meta?.alsoTopics) && meta.alsoTopics.includes(topic)));
}

/**
 * As `invalidateTopic`, for news that may come several times a second: what is costly to read says in its `meta` how long
 * (`patientMs`) it stays as it is after it was read. It is read once more then, so that nothing stays behind.
 */
export async function tellTopic(queryClient: QueryClient, pageId: string, topic: string): Promise<void> {
  const isMeant = isOf(pageId, topic);
  // What the page brought along was read by the server's clock, which this one may be behind.
  const leftOf = (query: Query) => Math.min(0, query.state.dataUpdatedAt - Date.now()) + patienceOf(query);
  for (const query of queryClient.getQueryCache().findAll({ predicate: isMeant })) {
    if (leftOf(query) <= 0 || awaited.has(query)) continue;
    awaited.add(query);
    setTimeout(() => {
      awaited.delete(query);
      void readAnew(queryClient, (other) => other === query);
    }, leftOf(query));
  }
  await readAnew(queryClient, (query) => isMeant(query) && !awaited.has(query));
}

/** What is read again when its patience ends. */
const awaited = new WeakSet<Query>();

function patienceOf({ meta }: Query): number {
  return typeof meta?.patientMs === "number" ? meta.patientMs : 0;
}

/** All that is known of the Page is out of date. */
export function invalidatePage(queryClient: QueryClient, pageId: string): Promise<void> {
  return readAnew(queryClient, ({ queryKey: [scope, page] }) => scope === "page" && page === pageId);
}

/**
 * A reading that is on its way may have been answered before the change, and would count as fresh when it comes: it is
 * read once more then. It is not cancelled: under a steady stream of news nothing would ever be read to its end.
 */
async function readAnew(queryClient: QueryClient, isMeant: (query: Query) => boolean): Promise<void> {
  const onTheirWay = queryClient
    .getQueryCache()
    .findAll({ predicate: isMeant, type: "active", fetchStatus: "fetching" });
  const invalidate = (predicate: (query: Query) => boolean) =>
    queryClient.invalidateQueries({ predicate }, { cancelRefetch: false });
  await Promise.all([
    invalidate((query) => isMeant(query) && !onTheirWay.includes(query)),
    ...onTheirWay.map(async (late) => {
      await invalidate((query) => query === late);
      await invalidate((query) => query === late);
    }),
  ]);
}
