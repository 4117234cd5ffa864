import { isDeepStrictEqual } from "node:util";
import { recordActivity } from "../activity/mutations";
import { toSendingKey } from "../broadcasts/mutations";
import { db, type Transaction } from "../db";
import { normalizeKeyword } from "../domain/opt-out";
import { isTimeZone } from "../domain/quiet-hours";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { readSendingSettings } from "./data";
import type { SendingSettings } from "./schema";

/** @throws Problem for a time zone that is none, and for a word that would opt out and in at once */
export async function saveSendingSettings(
  pageId: PageId,
  userId: string,
  settings: SendingSettings,
  undo?: { basedOn: SendingSettings; undoes: bigint },
): Promise<null> {
  if (!isTimeZone(settings.timeZone)) throw new Problem("time-zone-unknown", { field: "timeZone" });
  const optOutWords = toKeywords(settings.optOutWords);
  const optInWords = toKeywords(settings.optInWords);
  const both = optInWords.find((word) => optOutWords.includes(word));
  if (both !== undefined) throw new Problem("keyword-both", { field: "optInWords", values: { word: both } });
  const { timeZone, quietHours, frequencyCap, approvalAbove, humanAgentApproved } = settings;
  const data = {
    timeZone,
    quietFrom: quietHours?.from ?? null,
    quietUntil: quietHours?.until ?? null,
    capCount: frequencyCap?.count ?? null,
    ...(frequencyCap === null ? {} : { capDays: frequencyCap.days }),
    ...{ approvalAbove, optOutWords, optInWords, humanAgentApproved },
  };
  await db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT FROM sending_settings WHERE page_id = ${pageId} FOR UPDATE`;
    const before = await readSendingSettings(pageId, transaction);
    if (undo && !isDeepStrictEqual(before, undo.basedOn))
      throw new Problem("undo-changed-since", { values: { name: "" } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "settings.changed",
      subject: {},
      before: { settings: before },
      after: { settings: { ...settings, optOutWords, optInWords } },
      undoes: undo?.undoes,
    });
    await transaction.sendingSettings.upsert({
      where: { pageId },
      create: { pageId, ...data },
      update: data,
    });
    const changesWait = before.timeZone !== timeZone || !isDeepStrictEqual(before.quietHours, quietHours);
    if (changesWait) await wakeBroadcasts(transaction, pageId);
    await announce(pageId, ["broadcasts", "activity"], transaction);
  });
  return null;
}

/**
 * What waits for the end of the quiet hours as they were looks again at once. Only a job that waits is brought forward: to
 * enqueue it while it runs would make one more that runs beside it, and goes on as long as it does.
 */
async function wakeBroadcasts(transaction: Transaction, pageId: PageId): Promise<void> {
  const waiting = { pageId, state: "sending", way: "fan-out" } as const;
  const broadcasts = await transaction.broadcast.findMany({ where: waiting, select: { id: true } });
  const keys = broadcasts.map(({ id }) => toSendingKey(id));
  await transaction.$executeRaw`
    SELECT FROM graphile_worker.reschedule_jobs(
      ARRAY(SELECT id FROM graphile_worker.jobs WHERE key = ANY(${keys}::text[])), run_at => now())`;
}

function toKeywords(words: readonly string[]): string[] {
  return [...new Set(words.map(normalizeKeyword).filter((word) => word !== ""))];
}
