import { db, type Transaction } from "../db";
import type { PageId } from "../page-id";
import { defaultSendingSettings, type SendingSettings } from "./schema";

/** A Page's settings for sending; the defaults when nobody set any. */
export async function readSendingSettings(
  pageId: PageId,
  transaction: Pick<Transaction, "sendingSettings"> = db(),
): Promise<SendingSettings> {
  const stored = await transaction.sendingSettings.findUnique({ where: { pageId } });
  if (stored === null) return defaultSendingSettings;
  const { timeZone, quietFrom, quietUntil, capCount, capDays, ...rest } = stored;
  return {
    timeZone,
    quietHours: quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
    frequencyCap: capCount === null ? null : { count: capCount, days: capDays },
    approvalAbove: rest.approvalAbove,
    optOutWords: rest.optOutWords,
    optInWords: rest.optInWords,
    humanAgentApproved: rest.humanAgentApproved,
  };
}
