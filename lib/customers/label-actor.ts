import type { Transaction } from "../db";

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
