import { setTimeout as wait } from "node:timers/promises";
import { guardScheduled } from "../broadcasts/graph-broadcast";
import { noteDelivered, noteRead, settleByEchoes } from "../broadcasts/receipts";
import { saveCustomers } from "../customers/mutations";
import { applyOptOuts } from "../customers/opt-outs";
import { db, type Transaction } from "../db";
import { applyOwnCustomerCodes } from "../direct-messages/own-customer";
import { noteDirectReceipts, settleDirectEchoes } from "../direct-messages/receipts";
import { findPage } from "../facebook-pages/data";
import type { JobContext } from "../jobs/job-context";
import { enqueue } from "../jobs/queue";
import { log } from "../log";
import { announce, type Topic } from "../page-events";
import type { PageId } from "../page-id";
import { enqueueReadLabels } from "../sync/read-labels-job";
import { applyLabelEvents } from "./apply-labels";
import { readWebhookBody } from "./body";
import { isDataError } from "./data-error";
import { addEffects, noEffects, type Effects } from "./effects";

const batchSize = 200;
/** While a broadcast's receipts pour in, they are applied ten times a second, many at once, and not each for itself. */
const applyEveryMs = 100;
const appliedAtMs = new Map<PageId, number>();

/** Job, one at a time for each Page: applies the webhooks that were kept, in the order in which they came. */
export async function ingestWebhooks(
  { pageId: id }: { pageId: string },
  { abortSignal }: JobContext,
): Promise<void> {
  const page = await findPage(id);
  if (!page) return;
  for (;;) {
    if (abortSignal?.aborted) {
      // Whoever stops leaves the rest to another.
      const name = `ingest:${page.id}`;
      await enqueue(db(), "ingest-webhooks", { pageId: page.id }, { key: name, queue: name });
      return;
    }
    const sinceMs = performance.now() - (appliedAtMs.get(page.id) ?? -Infinity);
    if (sinceMs < applyEveryMs) await wait(applyEveryMs - sinceMs);
    const kept = await db().webhookDelivery.findMany({
      where: { pageId: page.id, processedAt: null },
      orderBy: { id: "asc" },
      take: batchSize,
    });
    if (kept.length === 0) return;
    await applyOrSetAside(page.id, kept);
    appliedAtMs.set(page.id, performance.now());
    // What came meanwhile has a job of its own.
    if (kept.length < batchSize) return;
  }
}

interface Kept {
  id: bigint;
  body: Uint8Array;
}

/** One that cannot be applied must not hold up those behind it: then each is applied alone, and that one set aside. */
async function applyOrSetAside(pageId: PageId, kept: readonly Kept[]): Promise<void> {
  try {
    await apply(pageId, kept);
  } catch (error) {
    if (!isDataError(error)) throw error;
    for (const one of kept) {
      await apply(pageId, [one]).catch((cause: unknown) => setAside(pageId, one, cause));
    }
  }
}

async function setAside(pageId: PageId, { id }: Kept, cause: unknown): Promise<void> {
  if (!isDataError(cause)) throw cause;
  log.error(
    { err: cause, pageId, webhookDelivery: String(id) },
    "a webhook could not be applied, and is set aside",
  );
  const trouble = (cause instanceof Error ? cause.message : String(cause))
    .replaceAll("\u0000", "")
    .slice(-500);
  await db().webhookDelivery.update({ where: { id }, data: { processedAt: new Date(), trouble } });
}

function collect(effects: Effects, { id, body }: Kept, pageId: PageId): void {
  let letGo = 0;
  for (const entry of readWebhookBody(body) ?? []) {
    if (entry?.id !== pageId) continue;
    letGo += [...entry.changes, ...entry.messaging].filter((event) => event === null).length;
    addEffects(effects, entry, pageId);
  }
  if (letGo > 0)
    log.warn({ pageId, webhookDelivery: String(id), letGo }, "events of an unknown shape were let go");
}

/** All or nothing: after a kill the same webhooks are applied again, to the same end. */
async function apply(pageId: PageId, kept: readonly Kept[]): Promise<void> {
  const effects = noEffects();
  for (const one of kept) collect(effects, one, pageId);
  // By itself: in the transaction it would hold the Page's row, and with it every broadcast that books its pace there.
  await db().page.update({ where: { id: pageId }, data: { lastWebhookAt: new Date() } });
  await db().$transaction(async (transaction) => {
    await transaction.webhookDelivery.updateMany({
      where: { id: { in: kept.map(({ id }) => id) } },
      data: { processedAt: new Date() },
    });
    await settleByEchoes(transaction, pageId, effects.echoes);
    await settleDirectEchoes(transaction, pageId, effects.directEchoes);
    await noteDirectReceipts(transaction, pageId, effects.deliveredMessageIds, effects.reads);
    await noteDelivered(transaction, pageId, effects.deliveredMessageIds);
    await noteRead(transaction, pageId, effects.reads);
    await announce(pageId, toTopics(effects), transaction);
    // Most webhooks of a running broadcast tell of its messages only.
    if (effects.people.length > 0 || effects.labels.length > 0)
      await applyPeople(transaction, pageId, effects);
  });
}

/** Who wrote, and whose labels changed. */
async function applyPeople(transaction: Transaction, pageId: PageId, effects: Effects): Promise<void> {
  await saveCustomers(transaction, pageId, [...toMet(effects), ...effects.people]);
  if (await applyOptOuts(transaction, pageId, effects.people)) await guardScheduled(transaction, pageId);
  await applyOwnCustomerCodes(transaction, pageId, effects.people);
  await enqueueReadLabels(transaction, pageId);
  await applyLabelEvents(transaction, pageId, effects.labels);
}

/** Somebody who got a label may be somebody we never met. */
function toMet(effects: Effects) {
  return effects.labels.map(({ psid }) => ({
    psid,
    name: null,
    conversationId: null,
    snippet: null,
    lastMessageAt: null,
    windowOpenedAt: null,
  }));
}

function toTopics(effects: Effects): Topic[] {
  const topics: Topic[] = ["sync"];
  if (effects.labels.length > 0) topics.push("labels");
  if (effects.labels.length > 0 || effects.people.length > 0) topics.push("customers", "audience");
  if (effects.echoes.length > 0 || effects.deliveredMessageIds.length > 0 || effects.reads.length > 0)
    topics.push("broadcasts");
  return topics;
}
