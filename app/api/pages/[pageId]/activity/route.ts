import { listActivity } from "@/lib/activity/data";
import { readActivityFilter } from "@/lib/activity/schema";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("activity.see", ({ page, role }, query) => {
  const cursor = query.get("cursor");
  const after = cursor && /^\d{1,18}$/.test(cursor) ? BigInt(cursor) : null;
  return listActivity(page.id, role, readActivityFilter(query), after);
});
