import { measureBulkChange } from "@/lib/bulk-changes/difference";
import { bulkChangeSchema } from "@/lib/bulk-changes/input";
import { Problem } from "@/lib/problem";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("lead-labels.assign-in-bulk", ({ page, role }, query) =>
  measureBulkChange(page.id, role, readChange(query.get("change"))),
);

function readChange(text: string | null) {
  try {
    return bulkChangeSchema.parse(JSON.parse(text ?? ""));
  } catch {
    throw new Problem("input-wrong", { field: "change", values: { detail: "change" } });
  }
}
