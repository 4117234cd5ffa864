import { readRoute } from "@/lib/read-route";
import { getSegment } from "@/lib/segments/data";

export const GET = readRoute<{ segmentId: string }>("segments.see", ({ page }, _query, { segmentId }) =>
  getSegment(page.id, segmentId),
);
