import { listOptOuts } from "@/lib/customers/opt-out-data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("customers.see", ({ page }, query) => listOptOuts(page.id, query.get("cursor")));
