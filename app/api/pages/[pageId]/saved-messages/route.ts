import { readRoute } from "@/lib/read-route";
import { listSavedMessages } from "@/lib/saved-messages/data";

export const GET = readRoute("broadcasts.see", ({ page }) => listSavedMessages(page.id));
