import { listBroadcasts } from "@/lib/broadcasts/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("broadcasts.see", ({ page }) => listBroadcasts(page.id));
