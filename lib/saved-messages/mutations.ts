import { db } from "../db";
import type { MessageContent } from "../domain/message-content";
import { countCodePoints } from "../domain/message-text";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { savedMessageNameLengthMax } from "./schema";

/** Keeps a message under a name. One of that name is replaced: the newest is what people mean by it. */
export async function keepMessage(
  pageId: PageId,
  userId: string,
  message: { name: string; content: MessageContent },
): Promise<null> {
  const name = message.name.trim();
  if (name === "") throw new Problem("saved-message-name-empty", { field: "name" });
  if (countCodePoints(name) > savedMessageNameLengthMax)
    throw new Problem("broadcast-name-too-long", {
      field: "name",
      values: { max: savedMessageNameLengthMax },
    });
  await db().$transaction(async (transaction) => {
    await transaction.savedMessage.deleteMany({ where: { pageId, name } });
    await transaction.savedMessage.create({
      data: { pageId, name, content: message.content, createdById: userId },
    });
    await announce(pageId, ["broadcasts"], transaction);
  });
  return null;
}

export async function forgetMessage(pageId: PageId, id: string): Promise<null> {
  await db().savedMessage.deleteMany({ where: { pageId, id } });
  await announce(pageId, ["broadcasts"]);
  return null;
}
