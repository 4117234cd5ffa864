import * as z from "zod";
import { messageContentSchema } from "../domain/message-content-schema";

export const keepMessageInput = z.object({
  pageId: z.string(),
  name: z.string(),
  content: messageContentSchema,
});

export const savedMessageIdInput = z.object({ pageId: z.string(), id: z.uuid() });
