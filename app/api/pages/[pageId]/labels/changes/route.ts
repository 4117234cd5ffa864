import { listLabelChanges } from "@/lib/labels/changes";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("labels.see", ({ page }) => listLabelChanges(page.id));
