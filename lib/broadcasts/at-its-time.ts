import { now } from "../clock";
import type { PageId } from "../page-id";
import { compileBroadcast, type BroadcastAudience } from "./compile-broadcast";
import type { BroadcastRow } from "./schema";

export interface AudienceAtItsTime {
  /** At the moment that the broadcast is for, if nobody writes meanwhile. */
  audience: BroadcastAudience;
  /** How many it would be now; null when that is its moment. */
  peopleNow: number | null;
  /**
   * So many a second person agrees to: now or then, whichever is more. Who writes meanwhile opens a window, so the smaller
   * number of a day ahead is no reason to ask nobody, or to ask again at its time.
   */
  peopleToAgreeTo: number;
}

/** Windows close until a broadcast's time, so what is promised is counted for that time. @throws Problem */
export async function compileAtItsTime(pageId: PageId, broadcast: BroadcastRow): Promise<AudienceAtItsTime> {
  const at = momentOf(broadcast);
  const audience = await compileBroadcast(pageId, broadcast, { at });
  const isLater = at > now();
  const peopleNow = isLater ? (await compileBroadcast(pageId, broadcast)).willReceive : null;
  return { audience, peopleNow, peopleToAgreeTo: Math.max(audience.willReceive, peopleNow ?? 0) };
}

/** Its time, while that is still to come. */
export function momentOf({ scheduledAt }: Pick<BroadcastRow, "scheduledAt">): Date {
  return new Date(Math.max(now().getTime(), Date.parse(scheduledAt ?? "1970-01-01")));
}
