import { db } from "../db";
import type { PageId } from "../page-id";
import { Problem } from "../problem";

/** Older webhooks than this that are not applied yet: the cache is too far behind to send by. */
const staleAfterMs = 5 * 60_000;

/** How soon it is looked at again while the cache is too far behind, or not complete yet. */
export const staleAgainAfterMs = 5_000;

/** Whether nothing is wrong but that our copy of the Page is not up to date: that passes by itself. */
export function isOfStaleness({ code }: Problem): boolean {
  return code === "broadcast-cache-stale" || code === "broadcast-import-running";
}

/** What to say when the Page's cache is too far behind to know who would get a broadcast; null when it is not. */
export async function findStaleness(pageId: PageId): Promise<Problem | null> {
  const oldest = await db().webhookDelivery.findFirst({
    where: { pageId, processedAt: null },
    orderBy: { id: "asc" },
    select: { receivedAt: true },
  });
  const staleMs = oldest === null ? 0 : Date.now() - oldest.receivedAt.getTime();
  if (staleMs <= staleAfterMs) return null;
  return new Problem("broadcast-cache-stale", { values: { minutes: Math.floor(staleMs / 60_000) } });
}
