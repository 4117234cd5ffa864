import { getBroadcast } from "@/lib/broadcasts/data";
import { streamDeliveriesCsv } from "@/lib/broadcasts/report";
import { toCsvResponse } from "@/lib/csv";
import { downloadRoute } from "@/lib/read-route";

export const GET = downloadRoute<{ broadcastId: string }>(
  "broadcasts.see",
  async ({ page }, _query, { broadcastId }) => {
    const { name } = await getBroadcast(page.id, broadcastId);
    return toCsvResponse(`${name}.csv`, streamDeliveriesCsv(page.id, broadcastId));
  },
);
