import { measureMove } from "@/lib/label-moves/data";
import { moveImpactInput } from "@/lib/label-moves/input";
import { Problem } from "@/lib/problem";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("labels.manage", ({ page }, query) => {
  const asked = moveImpactInput.safeParse({
    sourceIds: query.getAll("source"),
    targetId: query.get("target"),
  });
  if (!asked.success) throw new Problem("label-unknown");
  return measureMove(page.id, asked.data.sourceIds, asked.data.targetId);
});
