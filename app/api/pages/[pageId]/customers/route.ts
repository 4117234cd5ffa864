import { listCustomers } from "@/lib/customers/data";
import { customersBlockLength } from "@/lib/customers/schema";
import { readCustomerView, toSelection } from "@/lib/customers/view-input";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("customers.see", async ({ page }, query) => {
  const selection = await toSelection(page.id, readCustomerView(query));
  const from = Number(query.get("from") ?? 0);
  const isPlace = Number.isInteger(from) && from >= 0;
  return listCustomers(page.id, selection, { from: isPlace ? from : 0, limit: customersBlockLength });
});
