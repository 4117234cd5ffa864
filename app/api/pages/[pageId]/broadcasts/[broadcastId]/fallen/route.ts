import { listFallen } from "@/lib/broadcasts/audience-people";
import { audienceSteps } from "@/lib/domain/broadcast-audience";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>(
  "broadcasts.see",
  ({ page }, query, { broadcastId }) => {
    const step = audienceSteps.find((known) => known === query.get("step")) ?? "will-receive";
    return listFallen(page.id, broadcastId, step, query.get("cursor"));
  },
);
