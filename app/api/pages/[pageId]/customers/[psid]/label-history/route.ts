import { listLabelHistory } from "@/lib/customers/one-customer";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ psid: string }>("customers.see", ({ page }, query, { psid }) => {
  const cursor = query.get("cursor");
  return listLabelHistory(page.id, psid, cursor && /^\d{1,18}$/.test(cursor) ? BigInt(cursor) : null);
});
