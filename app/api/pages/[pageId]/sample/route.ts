import { listOrdinals } from "@/lib/audience/engine";
import { listCustomersByOrdinal } from "@/lib/customers/data";
import { readRoute } from "@/lib/read-route";
import { readPredicateCode } from "@/lib/segments/predicate-input";

const sampleSize = 8;

export const GET = readRoute("segments.see", async ({ page }, query) => {
  const predicate = await readPredicateCode(page.id, query.get("predicate") ?? "");
  const ordinals = await listOrdinals(page.id, predicate);
  return listCustomersByOrdinal(page.id, [...ordinals.subarray(0, sampleSize)]);
});
