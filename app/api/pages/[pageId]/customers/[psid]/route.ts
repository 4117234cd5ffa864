import { getCustomerProfile } from "@/lib/customers/one-customer";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ psid: string }>("customers.see", ({ page }, _query, { psid }) =>
  getCustomerProfile(page.id, psid),
);
