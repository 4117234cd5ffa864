import { getLeadFunnel } from "@/lib/leads/funnel";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("leads.see", ({ page }) => getLeadFunnel(page.id));
