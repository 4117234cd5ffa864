import { readDirectMessages } from "@/lib/direct-messages/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ psid: string }>("customers.see", ({ page }, _query, { psid }) =>
  readDirectMessages(page.id, psid),
);
