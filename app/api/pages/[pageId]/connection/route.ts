import { checkPageConnection } from "@/lib/facebook-pages/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("pages.connect", ({ page }) => checkPageConnection(page.id));
