import { recordActivity } from "../activity/mutations";
import type { Transaction } from "../db";
import { readOptOut } from "../domain/opt-out";
import type { PageId } from "../page-id";
import { readSendingSettings } from "../sending-settings/data";
import type { CustomerFacts } from "./mutations";

/**
 * Customers whose message was nothing but a word for it opt out of broadcasts, or in again; the last word of each
 * counts. Nothing is answered by itself: whoever wants no messages gets none for saying so.
 * @returns whether somebody opted out
 */
export async function applyOptOuts(
  transaction: Transaction,
  pageId: PageId,
  people: readonly CustomerFacts[],
): Promise<boolean> {
  const words = await readSendingSettings(pageId, transaction);
  const said = new Map<string, Said>();
  for (const { psid, snippet, lastMessageAt } of people) {
    if (snippet === null || lastMessageAt === null) continue;
    const change = readOptOut(snippet, words);
    if (change === null || (said.get(psid)?.at ?? lastMessageAt) > lastMessageAt) continue;
    said.set(psid, { psid, at: lastMessageAt, isOut: change === "opt-out", word: snippet.trim() });
  }
  let isAnyOut = false;
  for (const one of said.values()) if (await applyOne(transaction, pageId, one)) isAnyOut ||= one.isOut;
  return isAnyOut;
}

interface Said {
  psid: string;
  at: Date;
  isOut: boolean;
  word: string;
}

/**
 * Webhooks come late and out of order: what was said before the newest word that is known changes nothing. A read of
 * the conversation tells whole seconds only; within one second the opt-out counts. @returns whether it is a change
 */
async function applyOne(
  transaction: Transaction,
  pageId: PageId,
  { psid, at, isOut, word }: Said,
): Promise<boolean> {
  const where = { pageId_psid: { pageId, psid } };
  const customer = await transaction.customer.findUnique({ where });
  if (!customer) return false;
  const saidAtMs = customer.optOutSaidAt?.getTime() ?? -1;
  if (isOut ? at.getTime() < Math.floor(saidAtMs / 1_000) * 1_000 : at.getTime() <= saidAtMs) return false;
  const optOutSaidAt = at.getTime() < saidAtMs ? customer.optOutSaidAt : at;
  if ((customer.optedOutAt !== null) === isOut) {
    await transaction.customer.update({ where, data: { optOutSaidAt } });
    return false;
  }
  await recordActivity(transaction, pageId, {
    userId: null,
    origin: "facebook",
    action: isOut ? "customer.opted-out" : "customer.opted-in",
    subject: { psid, customerName: customer.name },
  });
  const change = { optedOutAt: isOut ? at : null, optOutWord: isOut ? word : null, optedOutById: null };
  await transaction.customer.update({ where, data: { ...change, optOutSaidAt } });
  return true;
}
