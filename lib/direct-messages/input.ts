import * as z from "zod";
import { messageContentSchema } from "../domain/message-content-schema";
import { messageTags } from "../domain/messaging-rules";

export const sendDirectInput = z.object({
  pageId: z.string(),
  psid: z.string(),
  /** The form's own name for this message: pressed again after a lost answer, it is the same message. */
  formKey: z.uuid(),
  content: messageContentSchema,
  tag: z.enum(messageTags).nullable(),
  /** That the use of the tag is an allowed one. */
  isTagConfirmed: z.boolean(),
});

export const sendTestInput = z.object({ pageId: z.string(), broadcastId: z.uuid(), formKey: z.uuid() });

export const claimOwnCustomerInput = z.object({ pageId: z.string() });
