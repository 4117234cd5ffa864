import { readMissingOf } from "@/lib/bulk-changes/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ jobId: string }>("labels.manage", ({ page }, _query, { jobId }) =>
  readMissingOf(page.id, jobId),
);
