import { db } from "../db";
import { messageContentSchema } from "../domain/message-content-schema";
import type { PageId } from "../page-id";
import { readUserNames } from "../team/data";
import type { SavedMessageRow } from "./schema";

/** The Page's saved messages by name. */
export async function listSavedMessages(pageId: PageId): Promise<SavedMessageRow[]> {
  const rows = await db().savedMessage.findMany({
    where: { pageId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const names = await readUserNames(rows.map(({ createdById }) => createdById));
  return rows.map(({ id, name, content, createdById }) => ({
    id,
    name,
    content: messageContentSchema.parse(content),
    createdBy: createdById === null ? null : (names.get(createdById) ?? null),
  }));
}
