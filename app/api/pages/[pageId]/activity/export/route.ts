import { exportActivity } from "@/lib/activity/data";
import { readActivityFilter } from "@/lib/activity/schema";
import { toCsvResponse } from "@/lib/csv";
import { downloadRoute } from "@/lib/read-route";

export const GET = downloadRoute("activity.see", ({ page }, query) =>
  Promise.resolve(
    toCsvResponse(`activity-${page.id}.csv`, exportActivity(page.id, readActivityFilter(query))),
  ),
);
