import { readRoute } from "@/lib/read-route";
import { getTeam } from "@/lib/team/data";

export const GET = readRoute("members.manage", ({ page }) => getTeam(page.id));
