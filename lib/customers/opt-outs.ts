import { recordActivity } from "../activity/mutations";
import type { Transaction } from "../db";
import { readOptOut } from "../domain/opt-out";
import type { PageId } from "../page-id";
import { readSendingSettings } from "../sending-settings/data";
import type { CustomerFacts } from "./mutations";

/**
 * Customers whose message was nothing but a word for it opt out of broadcasts, or in again; the last word of each
 * counts. Nothing is answered by itself: whoever wants no messages gets none for saying so.
 */
export async function applyOptOuts(
  transaction: Transaction,
  pageId: PageId,
  people: readonly CustomerFacts[],
): Promise<void> {
  const words = await readSendingSettings(pageId, transaction);
  const changes = new Map<string, { at: Date; isOut: boolean }>();
  for (const { psid, snippet, lastMessageAt } of people) {
    if (snippet === null || lastMessageAt === null) continue;
    const change = readOptOut(snippet, words);
    if (change === null || (changes.get(psid)?.at ?? lastMessageAt) > lastMessageAt) continue;
    changes.set(psid, { at: lastMessageAt, isOut: change === "opt-out" });
  }
  for (const [psid, { at, isOut }] of changes) {
    const customer = await transaction.customer.findUnique({ where: { pageId_psid: { pageId, psid } } });
    if (!customer || (customer.optedOutAt !== null) === isOut) continue;
    // Told late: what was said before the opt-out does not take it back.
    if (!isOut && customer.optedOutAt !== null && at <= customer.optedOutAt) continue;
    await recordActivity(transaction, pageId, {
      userId: null,
      origin: "facebook",
      action: isOut ? "customer.opted-out" : "customer.opted-in",
      subject: { psid, customerName: customer.name },
    });
    await transaction.customer.update({
      where: { pageId_psid: { pageId, psid } },
      data: { optedOutAt: isOut ? at : null },
    });
  }
}
