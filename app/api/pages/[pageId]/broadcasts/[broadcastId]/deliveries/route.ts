import { listDeliveries } from "@/lib/broadcasts/lines";
import { receipts } from "@/lib/broadcasts/schema";
import { deliveryStates } from "@/lib/domain/broadcast-state";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>(
  "broadcasts.see",
  ({ page }, query, { broadcastId }) => {
    const asked = query.get("states")?.split(",");
    const filter = {
      states: asked && deliveryStates.filter((known) => asked.includes(known)),
      reason: query.get("reason") ?? undefined,
      receipt: receipts.find((known) => known === query.get("receipt")),
    };
    return listDeliveries(page.id, broadcastId, filter, query.get("cursor"));
  },
);
