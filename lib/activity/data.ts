import { db } from "../db";
import type { PageId } from "../page-id";
import { readUserNames } from "../team/data";
import type { ActivityAction, ActivityList, ActivityOrigin, ActivitySubject } from "./schema";

const pageLength = 50;

/** The Page's changes, newest first, a page at a time. @param cursor the id to go on after */
export async function listActivity(pageId: PageId, cursor: bigint | null): Promise<ActivityList> {
  const rows = await db().activity.findMany({
    where: { pageId, ...(cursor === null ? {} : { id: { lt: cursor } }) },
    orderBy: { id: "desc" },
    take: pageLength + 1,
  });
  const shown = rows.slice(0, pageLength);
  const nameOf = await readUserNames(shown.map(({ userId }) => userId));
  return {
    rows: shown.map((row) => ({
      id: row.id.toString(),
      at: row.at.toISOString(),
      userName: row.userId === null ? null : (nameOf.get(row.userId) ?? null),
      origin: row.origin as ActivityOrigin,
      action: row.action as ActivityAction,
      subject: row.subject as ActivitySubject,
    })),
    nextCursor: rows.length > pageLength ? (shown.at(-1)?.id.toString() ?? null) : null,
  };
}
