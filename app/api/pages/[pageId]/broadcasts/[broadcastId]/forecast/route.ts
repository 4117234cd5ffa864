import { forecastWindows } from "@/lib/broadcasts/audience-people";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>("broadcasts.see", ({ page }, _query, { broadcastId }) =>
  forecastWindows(page.id, broadcastId),
);
