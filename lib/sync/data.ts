import { db } from "../db";
import type { PageId } from "../page-id";
import type { ImportPhase, SyncStatus } from "./schema";

/** How fresh our cache of the Page is, and how far its import. */
export async function getSyncStatus(pageId: PageId): Promise<SyncStatus> {
  const [page, job, waitingWebhooks] = await Promise.all([
    db().page.findUniqueOrThrow({ where: { id: pageId }, select: { importedAt: true, lastWebhookAt: true } }),
    db().job.findFirst({ where: { pageId, kind: "import" }, orderBy: { createdAt: "desc" } }),
    db().webhookDelivery.count({ where: { pageId, processedAt: null } }),
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
    inStep: page.importedAt !== null && waitingWebhooks === 0,
  };
}
