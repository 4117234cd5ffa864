import { readConversation } from "@/lib/customers/conversation";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ psid: string }>("customers.see", ({ page }, _query, { psid }) =>
  readConversation(page.id, psid),
);
