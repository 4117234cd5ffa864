import { recordActivity } from "../activity/mutations";
import type { ActivityAction } from "../activity/schema";
import type { Transaction } from "../db";
import { announce } from "../page-events";
import type { PageId } from "../page-id";

/** Writes down who did it, and tells every open page. */
export async function record(
  transaction: Transaction,
  pageId: PageId,
  userId: string,
  action: ActivityAction,
  { id, name }: { id: string; name: string },
  people?: number,
): Promise<void> {
  const subject = { broadcastId: id, broadcastName: name, ...(people === undefined ? {} : { people }) };
  await recordActivity(transaction, pageId, { userId, origin: "dashboard", action, subject });
  await announce(pageId, ["broadcasts", "activity"], transaction);
}
