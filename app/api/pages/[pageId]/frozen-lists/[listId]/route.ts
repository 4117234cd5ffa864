import { getFrozenList } from "@/lib/frozen-lists/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ listId: string }>("segments.see", ({ page }, _query, { listId }) =>
  getFrozenList(page.id, listId),
);
