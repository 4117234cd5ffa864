import { readRoute } from "@/lib/read-route";
import { readOverlap } from "@/lib/segments/insight";

export const GET = readRoute("segments.see", ({ page }, query) =>
  readOverlap(page.id, query.getAll("label")),
);
