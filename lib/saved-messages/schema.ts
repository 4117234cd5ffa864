import * as z from "zod";
import { messageContentSchema, type MessageContent } from "../domain/message-content";

export const savedMessageNameLengthMax = 100;

/** A message kept to be used again. */
export interface SavedMessageRow {
  id: string;
  name: string;
  content: MessageContent;
  createdBy: string | null;
}

export const keepMessageInput = z.object({
  pageId: z.string(),
  name: z.string(),
  content: messageContentSchema,
});

export const savedMessageIdInput = z.object({ pageId: z.string(), id: z.uuid() });
