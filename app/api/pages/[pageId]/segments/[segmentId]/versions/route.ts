import { readRoute } from "@/lib/read-route";
import { listVersions } from "@/lib/segments/versions";

export const GET = readRoute<{ segmentId: string }>("segments.see", ({ page }, query, { segmentId }) =>
  listVersions(page.id, segmentId, query.get("cursor")),
);
