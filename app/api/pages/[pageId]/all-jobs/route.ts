import { listAllJobs } from "@/lib/bulk-changes/all-jobs";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("activity.see", ({ page }, query) => listAllJobs(page.id, query.get("cursor")));
