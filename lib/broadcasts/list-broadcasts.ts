import { db } from "../db";
import { broadcastStates, isBroadcastOver } from "../domain/broadcast-state";
import type { Prisma } from "../generated/prisma/client";
import type { PageId } from "../page-id";
import { isUuid } from "../uuid";
import { withNames } from "./data";
import type { BegunBroadcast, BroadcastList, BroadcastView } from "./schema";
import { toBroadcastRows } from "./stored-broadcast";

/** The ledger of each row is counted, so a page of the list is short. */
const pageLength = 25;
const begunMax = 500;

interface Asked {
  view?: BroadcastView;
  search?: string;
  /** The id of the broadcast to go on after. */
  cursor?: string | null;
}

/** Broadcasts of the Page with the state of their ledgers, newest first, a page at a time. */
export async function listBroadcasts(
  pageId: PageId,
  { view = "all", search = "", cursor = null }: Asked = {},
): Promise<BroadcastList> {
  const isFurther = cursor !== null && isUuid(cursor);
  const stored = await db().broadcast.findMany({
    where: { pageId, ...toStates(view), ...toFound(search.trim()) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: pageLength + 1,
    cursor: isFurther ? { id: cursor } : undefined,
    skip: isFurther ? 1 : 0,
    include: withNames,
  });
  const rows = await toBroadcastRows(stored.slice(0, pageLength));
  const nextCursor = stored.length > pageLength ? rows.at(-1)!.id : null;
  const isEmpty = rows.length === 0 && (await db().broadcast.count({ where: { pageId }, take: 1 })) === 0;
  return { rows, nextCursor, isEmpty };
}

function toStates(view: BroadcastView): Prisma.BroadcastWhereInput {
  switch (view) {
    case "all":
      return {};
    case "drafts":
      return { state: "draft" };
    case "running":
      return {
        state: { in: broadcastStates.filter((state) => state !== "draft" && !isBroadcastOver(state)) },
      };
    case "over":
      return { state: { in: broadcastStates.filter(isBroadcastOver) } };
  }
}

/** By its name, its segment, or the beginning words of its message. */
function toFound(search: string): Prisma.BroadcastWhereInput {
  if (search === "") return {};
  const words = { contains: search, mode: "insensitive" } as const;
  const said = [["text"], ["title"], ["cards", "0", "title"]].map((path) => ({
    content: { path, string_contains: search, mode: "insensitive" as const },
  }));
  return { OR: [{ name: words }, { segment: { name: words } }, ...said] };
}

/** What was begun, newest first, without its figures. */
export function listBegun(pageId: PageId): Promise<BegunBroadcast[]> {
  return db().broadcast.findMany({
    where: { pageId, startedAt: { not: null } },
    orderBy: { createdAt: "desc" },
    take: begunMax,
    select: { id: true, name: true },
  });
}
