import { listCustomers } from "@/lib/customers/data";
import { customersPageLength, customersPageLengthMax } from "@/lib/customers/schema";
import { readRoute } from "@/lib/read-route";
import { readPredicateCode } from "@/lib/segments/predicate-input";

export const GET = readRoute("customers.see", async ({ page }, query) => {
  const filter = query.get("filter");
  return listCustomers(page.id, {
    search: query.get("search"),
    filter: filter ? await readPredicateCode(page.id, filter) : null,
    cursor: query.get("cursor"),
    limit: readLimit(query.get("limit")),
  });
});

function readLimit(text: string | null): number {
  const limit = Number(text ?? customersPageLength);
  if (!Number.isInteger(limit) || limit < 1) return customersPageLength;
  return Math.min(limit, customersPageLengthMax);
}
