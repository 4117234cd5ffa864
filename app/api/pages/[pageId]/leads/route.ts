import { leadStages } from "@/lib/domain/lead-stage";
import { listLeads } from "@/lib/leads/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("leads.see", ({ page }, query) => {
  const stage = leadStages.find((one) => one === query.get("stage")) ?? leadStages[0];
  return listLeads(page.id, stage, query.get("cursor"));
});
