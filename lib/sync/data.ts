import { db } from "../db";
import type { PageId } from "../page-id";
import type { ImportPhase, SyncStatus } from "./schema";

/** How fresh our cache of the Page is, and how far its import. */
export async function getSyncStatus(pageId: PageId): Promise<SyncStatus> {
  const [page, job, waitingWebhooks, waitingCustomers] = await Promise.all([
    db().page.findUniqueOrThrow({
      where: { id: pageId },
      select: { importedAt: true, lastWebhookAt: true, syncTrouble: true },
    }),
    db().job.findFirst({ where: { pageId, kind: "import" }, orderBy: { createdAt: "desc" } }),
    db().webhookDelivery.count({ where: { pageId, processedAt: null } }),
    countWaiting(pageId),
  ]);
  return {
    import: {
      state: job?.state ?? "waiting",
      phase: (job?.phase as ImportPhase | undefined) ?? "labels",
      done: job?.done ?? 0,
      total: job?.total ?? null,
      trouble: job?.trouble ?? null,
    },
    lastWebhookAt: page.lastWebhookAt?.toISOString() ?? null,
    importedAt: page.importedAt?.toISOString() ?? null,
    waitingWebhooks,
    waitingCustomers,
    trouble: page.syncTrouble,
    inStep: page.importedAt !== null && waitingWebhooks === 0 && waitingCustomers === 0,
  };
}

/** The same people as `listWaiting` reads, together with those whose labels we are changing right now. */
async function countWaiting(pageId: PageId): Promise<number> {
  const [counted] = await db().$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM customer
     WHERE page_id = ${pageId} AND (labels_doubtful OR labels_unknown_reason = 'not-read-yet')
       AND (labels_doubtful
            OR EXISTS (SELECT FROM page WHERE page.id = customer.page_id AND page.imported_at IS NOT NULL))`;
  return counted?.waiting ?? 0;
}
