import { toCsvResponse } from "@/lib/csv";
import { exportCustomers } from "@/lib/customers/export-customers";
import { readCustomerView, toSelection } from "@/lib/customers/view-input";
import { downloadRoute } from "@/lib/read-route";

export const GET = downloadRoute("customers.see", async ({ page }, query) =>
  toCsvResponse(
    `customers-${page.id}.csv`,
    exportCustomers(page.id, await toSelection(page.id, readCustomerView(query))),
  ),
);
