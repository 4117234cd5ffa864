import { readRoute } from "@/lib/read-route";
import { readSendingSettings } from "@/lib/sending-settings/data";

export const GET = readRoute("broadcasts.see", ({ page }) => readSendingSettings(page.id));
