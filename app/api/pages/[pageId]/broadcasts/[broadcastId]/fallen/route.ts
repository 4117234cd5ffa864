import { listFallen } from "@/lib/broadcasts/audience-people";
import { waterfallSteps } from "@/lib/domain/broadcast-audience";
import { Problem } from "@/lib/problem";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>(
  "broadcasts.see",
  ({ page }, query, { broadcastId }) => {
    const asked = query.get("step");
    const step = waterfallSteps.find((known) => known === asked);
    // Never the people of another step instead.
    if (step === undefined) throw new Problem("input-wrong", { values: { detail: `step ${asked}` } });
    return listFallen(page.id, broadcastId, step, query.get("cursor"));
  },
);
