import { readRoute } from "@/lib/read-route";
import { listSegments } from "@/lib/segments/data";

export const GET = readRoute("segments.see", ({ page }) => listSegments(page.id));
