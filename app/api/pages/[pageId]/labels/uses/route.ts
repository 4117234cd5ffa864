import { listLabelUseRows } from "@/lib/labels/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("labels.see", ({ page }) => listLabelUseRows(page.id));
