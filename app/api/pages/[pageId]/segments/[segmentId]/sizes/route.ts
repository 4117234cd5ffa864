import { readRoute } from "@/lib/read-route";
import { listSizes } from "@/lib/segments/sizes";

export const GET = readRoute<{ segmentId: string }>("segments.see", ({ page }, _query, { segmentId }) =>
  listSizes(page.id, segmentId),
);
