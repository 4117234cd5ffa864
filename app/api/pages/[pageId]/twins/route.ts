import { readRoute } from "@/lib/read-route";
import { listTwins } from "@/lib/segments/data";
import { readPredicateCode } from "@/lib/segments/predicate-input";

export const GET = readRoute("segments.see", async ({ page }, query) =>
  listTwins(page.id, await readPredicateCode(page.id, query.get("predicate") ?? ""), query.get("except")),
);
