import { listDeliveries } from "@/lib/broadcasts/data";
import { deliveryStates } from "@/lib/domain/broadcast-state";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>(
  "broadcasts.see",
  ({ page }, query, { broadcastId }) => {
    const state = deliveryStates.find((known) => known === query.get("state"));
    return listDeliveries(page.id, broadcastId, state ?? null, query.get("cursor"));
  },
);
