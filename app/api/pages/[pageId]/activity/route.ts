import { listActivity } from "@/lib/activity/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("activity.see", ({ page }, query) => {
  const cursor = query.get("cursor");
  return listActivity(page.id, cursor && /^\d{1,18}$/.test(cursor) ? BigInt(cursor) : null);
});
