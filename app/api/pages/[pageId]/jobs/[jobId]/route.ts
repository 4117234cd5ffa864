import { getJob } from "@/lib/bulk-changes/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ jobId: string }>("activity.see", ({ page }, _query, { jobId }) =>
  getJob(page.id, jobId),
);
