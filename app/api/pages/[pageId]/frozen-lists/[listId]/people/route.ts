import { listFrozenPeople } from "@/lib/frozen-lists/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ listId: string }>("customers.see", ({ page }, query, { listId }) =>
  listFrozenPeople(page.id, listId, query.get("cursor")),
);
