import { getProgress } from "@/lib/broadcasts/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>("broadcasts.see", ({ page }, _query, { broadcastId }) =>
  getProgress(page.id, broadcastId),
);
