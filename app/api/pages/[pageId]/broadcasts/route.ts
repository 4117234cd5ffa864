import { listBroadcasts } from "@/lib/broadcasts/list-broadcasts";
import { broadcastViews } from "@/lib/broadcasts/schema";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute("broadcasts.see", ({ page }, query) =>
  listBroadcasts(page.id, {
    view: broadcastViews.find((known) => known === query.get("view")),
    search: query.get("search") ?? undefined,
    cursor: query.get("cursor"),
  }),
);
