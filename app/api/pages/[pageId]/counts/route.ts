import { readRoute } from "@/lib/read-route";
import { countNodes } from "@/lib/segments/data";
import { evaluatePredicateCode } from "@/lib/segments/predicate-input";

export const GET = readRoute("segments.see", ({ page }, query) =>
  evaluatePredicateCode(query.get("predicate") ?? "", (predicate) => countNodes(page.id, predicate)),
);
