import type { Transaction } from "../db";
import type { PageId } from "../page-id";

/**
 * Says who changes labels in the rest of this transaction, for the histories that triggers write. Changes that nobody
 * claims count as made in Facebook.
 */
export async function nameLabelActor(
  transaction: Pick<Transaction, "$executeRaw">,
  { userId, jobId }: { userId: string | null; jobId?: string },
): Promise<void> {
  await transaction.$executeRaw`
    SELECT set_config('labelcast.user', ${userId ?? ""}, true), set_config('labelcast.job', ${jobId ?? ""}, true)`;
}

export interface ChangedLabel {
  ordinal: number;
  labelKey: number;
  isAssigned: boolean;
}

/**
 * What we did ourselves can be heard of by webhook before we have written it down: then the history says "in Facebook",
 * and this puts it right. To be called where the change is written.
 * @param since from when on: before the Graph was asked
 */
export async function claimEchoes(
  transaction: Pick<Transaction, "$executeRaw">,
  pageId: PageId,
  { userId, jobId }: { userId: string | null; jobId?: string },
  changes: readonly ChangedLabel[],
  since: Date,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE label_history AS history SET user_id = ${userId}::uuid, job_id = ${jobId ?? null}::uuid
      FROM unnest(${changes.map(({ ordinal }) => ordinal)}::int[], ${changes.map(({ labelKey }) => labelKey)}::int[],
                  ${changes.map(({ isAssigned }) => isAssigned)}::bool[]) AS given(ordinal, label_key, is_assigned)
     WHERE history.page_id = ${pageId} AND history.ordinal = given.ordinal
       AND history.label_key = given.label_key AND history.is_assigned = given.is_assigned
       AND history.user_id IS NULL AND history.at >= ${since}`;
}
