import { readRoute } from "@/lib/read-route";
import { countNodes } from "@/lib/segments/data";
import { readPredicateCode } from "@/lib/segments/predicate-input";

export const GET = readRoute("segments.see", async ({ page }, query) =>
  countNodes(page.id, await readPredicateCode(page.id, query.get("predicate") ?? "")),
);
