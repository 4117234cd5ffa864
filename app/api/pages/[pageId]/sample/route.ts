import { listSample } from "@/lib/audience/engine";
import { listCustomersByOrdinal } from "@/lib/customers/data";
import { readRoute } from "@/lib/read-route";
import { readPredicateCode } from "@/lib/segments/predicate-input";

const sampleSize = 8;
/** Always the same, so that the people on screen change no more than the audience does. */
const seed = 1;

export const GET = readRoute("segments.see", async ({ page }, query) => {
  const predicate = await readPredicateCode(page.id, query.get("predicate") ?? "");
  const { ordinals } = await listSample(page.id, predicate, { limit: sampleSize, seed });
  return listCustomersByOrdinal(page.id, [...ordinals]);
});
