import { readRoute } from "@/lib/read-route";
import { getSyncStatus } from "@/lib/sync/data";

export const GET = readRoute("customers.see", ({ page }) => getSyncStatus(page.id));
