import { listJobs } from "@/lib/bulk-changes/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("activity.see", ({ page }) => listJobs(page.id));
