import { listDeliveries } from "@/lib/broadcasts/data";
import { deliveryStates } from "@/lib/domain/broadcast-state";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>(
  "broadcasts.see",
  ({ page }, query, { broadcastId }) => {
    const asked = query.get("states")?.split(",") ?? [];
    const states = deliveryStates.filter((known) => asked.includes(known));
    return listDeliveries(page.id, broadcastId, states.length === 0 ? null : states, query.get("cursor"));
  },
);
