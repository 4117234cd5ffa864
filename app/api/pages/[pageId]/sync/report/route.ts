import { readRoute } from "@/lib/read-route";
import { getSyncReport } from "@/lib/sync/report";

export const GET = readRoute("settings.manage", ({ page }) => getSyncReport(page.id));
