import { readRoute } from "@/lib/read-route";
import { listUses } from "@/lib/segments/data";

export const GET = readRoute<{ segmentId: string }>("segments.see", ({ page }, _query, { segmentId }) =>
  listUses(page.id, segmentId),
);
