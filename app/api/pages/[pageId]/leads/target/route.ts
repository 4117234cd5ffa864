import { getLeadTarget } from "@/lib/leads/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("leads.see", ({ page }) => getLeadTarget(page.id));
