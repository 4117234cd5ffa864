import { recordActivity } from "../activity/mutations";
import { db } from "../db";
import { env } from "../env";
import { graphOf } from "../facebook-pages/data";
import { webhookFields } from "../facebook-pages/schema";
import { GraphError } from "../graph/errors";
import { log } from "../log";
import { announce } from "../page-events";
import { mintPageId, type PageId } from "../page-id";
import { startComparison } from "./comparison-progress";

/**
 * Job, every few minutes: Meta unsubscribes an app from a Page after an hour of failed deliveries, and says so nowhere
 * that a program could hear. Where that happened we subscribe again, and compare everything: events were missed. A Page
 * that is still being imported may just be about to be subscribed. What cannot be asked of one Page holds up no other.
 */
export async function watchWebhooks(): Promise<void> {
  const pages = await db().page.findMany({
    where: { disconnectedAt: null, NOT: { importedAt: null } },
    select: { id: true },
  });
  for (const { id } of pages) {
    const pageId = mintPageId(id);
    try {
      if (await subscribeWhereMissing(pageId)) await startComparison(pageId, "repair", null);
    } catch (error) {
      const reason = error instanceof GraphError ? { kind: error.kind } : { err: error };
      log.warn({ pageId, ...reason }, "could not ask whether a Page’s events still come");
    }
  }
}

/** @returns whether events were missed */
async function subscribeWhereMissing(pageId: PageId): Promise<boolean> {
  const graph = await graphOf(pageId);
  const ours = (await graph.listSubscribedApps()).find(({ id }) => id === env().FACEBOOK_APP_ID);
  const missing = webhookFields.filter((field) => ours?.fields.includes(field) !== true);
  if (missing.length === 0) return false;
  await graph.subscribeApp(webhookFields);
  log.warn({ pageId, missing }, "Facebook had stopped telling of a Page’s changes; subscribed again");
  await db().$transaction(async (transaction) => {
    await recordActivity(transaction, pageId, {
      userId: null,
      origin: "job",
      action: "page.resubscribed",
      subject: {},
    });
    await announce(pageId, ["sync", "activity"], transaction);
  });
  return true;
}
