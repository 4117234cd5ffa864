import { recordActivity } from "../activity/mutations";
import { db } from "../db";
import type { MessageContent } from "../domain/message-content";
import { messageContentSchema } from "../domain/message-content-schema";
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
  undoes?: bigint,
): Promise<null> {
  const name = message.name.trim();
  if (name === "") throw new Problem("saved-message-name-empty", { field: "name" });
  if (countCodePoints(name) > savedMessageNameLengthMax)
    throw new Problem("broadcast-name-too-long", {
      field: "name",
      values: { max: savedMessageNameLengthMax },
    });
  await db().$transaction(async (transaction) => {
    const before = await transaction.savedMessage.findFirst({ where: { pageId, name } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "saved-message.kept",
      subject: { messageName: name },
      before: { message: before && toValues(before) },
      after: { message: { name, content: message.content } },
      undoes,
    });
    await transaction.savedMessage.deleteMany({ where: { pageId, name } });
    await transaction.savedMessage.create({
      data: { pageId, name, content: message.content, createdById: userId },
    });
    await announce(pageId, ["broadcasts", "activity"], transaction);
  });
  return null;
}

export async function forgetMessage(
  pageId: PageId,
  userId: string,
  id: string,
  undoes?: bigint,
): Promise<null> {
  await db().$transaction(async (transaction) => {
    const before = await transaction.savedMessage.findFirst({ where: { pageId, id } });
    if (!before) return;
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "saved-message.forgotten",
      subject: { messageName: before.name },
      before: { message: toValues(before) },
      after: { message: null },
      undoes,
    });
    await transaction.savedMessage.delete({ where: { id } });
    await announce(pageId, ["broadcasts", "activity"], transaction);
  });
  return null;
}

function toValues({ name, content }: { name: string; content: unknown }) {
  return { name, content: messageContentSchema.parse(content) };
}
