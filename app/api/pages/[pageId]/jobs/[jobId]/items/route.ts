import { listJobItems } from "@/lib/bulk-changes/data";
import { itemStates } from "@/lib/bulk-changes/schema";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ jobId: string }>("activity.see", ({ page }, query, { jobId }) => {
  const state = itemStates.find((known) => known === query.get("state"));
  return listJobItems(page.id, jobId, state ?? null, query.get("cursor"));
});
