import { db } from "../db";
import { enqueue } from "../jobs/queue";
import { announce } from "../page-events";
import { mintPageId, type PageId } from "../page-id";
import { startComparison } from "./comparison-progress";
import type { NightlyComparison } from "./schema";

export async function setNightlyComparison(
  pageId: PageId,
  nightlyComparison: NightlyComparison,
): Promise<void> {
  await db().page.update({ where: { id: pageId }, data: { nightlyComparison } });
  await announce(pageId, ["sync"]);
}

/** Job, every night: compares each Page with our cache, as its settings say. */
export async function compareAllPages(): Promise<void> {
  const pages = await db().page.findMany({
    where: { disconnectedAt: null, NOT: [{ importedAt: null }, { nightlyComparison: "off" }] },
    select: { id: true, nightlyComparison: true },
  });
  for (const { id, nightlyComparison } of pages)
    await startComparison(mintPageId(id), nightlyComparison === "report" ? "report" : "repair", null);
}

type Replay = { ids: string[] } | { hours: number };

/**
 * Has webhooks applied again. That is safe: what is older than what we know only makes us read the truth from the Page.
 * @returns how many
 */
export async function replayWebhooks(pageId: PageId, what: Replay): Promise<number> {
  const chosen =
    "ids" in what
      ? { id: { in: what.ids.map(BigInt) } }
      : { receivedAt: { gte: new Date(Date.now() - what.hours * 3_600_000) } };
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.webhookDelivery.updateMany({
      where: { pageId, ...chosen, NOT: { processedAt: null } },
      data: { processedAt: null, trouble: null },
    });
    const name = `ingest:${pageId}`;
    await enqueue(transaction, "ingest-webhooks", { pageId }, { key: name, queue: name });
    await announce(pageId, ["sync"], transaction);
    return count;
  });
}
