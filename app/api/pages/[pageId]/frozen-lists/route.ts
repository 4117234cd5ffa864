import { listFrozenLists } from "@/lib/frozen-lists/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("segments.see", ({ page }) => listFrozenLists(page.id));
