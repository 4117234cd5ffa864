import { readRoute } from "@/lib/read-route";
import { listSegmentsOfCustomer } from "@/lib/segments/insight";

export const GET = readRoute<{ psid: string }>("segments.see", ({ page }, _query, { psid }) =>
  listSegmentsOfCustomer(page.id, psid),
);
