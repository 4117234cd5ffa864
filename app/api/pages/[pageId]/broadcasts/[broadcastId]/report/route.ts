import { readReport } from "@/lib/broadcasts/report";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ broadcastId: string }>("broadcasts.see", ({ page }, _query, { broadcastId }) =>
  readReport(page.id, broadcastId),
);
