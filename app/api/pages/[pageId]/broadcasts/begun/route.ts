import { listBegun } from "@/lib/broadcasts/list-broadcasts";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("broadcasts.see", ({ page }) => listBegun(page.id));
