import { listDeliveriesOfCustomer } from "@/lib/customers/one-customer";
import { readRoute } from "@/lib/read-route";
import { isUuid } from "@/lib/uuid";

export const GET = readRoute<{ psid: string }>("customers.see", ({ page }, query, { psid }) => {
  const cursor = query.get("cursor");
  return listDeliveriesOfCustomer(page.id, psid, cursor !== null && isUuid(cursor) ? cursor : null);
});
