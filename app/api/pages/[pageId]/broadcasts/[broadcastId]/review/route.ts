import { reviewBroadcast } from "@/lib/broadcasts/review";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>(
  "broadcasts.see",
  ({ page, user }, _query, { broadcastId }) => reviewBroadcast(page.id, broadcastId, user.id),
);
