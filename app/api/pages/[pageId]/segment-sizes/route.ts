import { readRoute } from "@/lib/read-route";
import { listRecentSizes } from "@/lib/segments/sizes";

export const GET = readRoute("segments.see", ({ page }) => listRecentSizes(page.id));
