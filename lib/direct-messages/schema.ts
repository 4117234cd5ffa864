import * as z from "zod";
import type { DeliveryState } from "../domain/broadcast-state";
import { messageContentSchema, type MessageContent } from "../domain/message-content";
import { messageTags, type MessageTag } from "../domain/messaging-rules";

/** One message from a person of the team to one customer. */
export interface DirectMessageRow {
  id: string;
  by: string | null;
  content: MessageContent;
  tag: MessageTag | null;
  isTest: boolean;
  state: DeliveryState;
  reasonWords: string | null;
  attemptedAt: string;
  deliveredAt: string | null;
  readAt: string | null;
}

/** How one customer may be written to now, and what was written to them from here lately, newest first. */
export interface DirectMessages {
  rows: DirectMessageRow[];
  ways: DirectWay[];
}

/** A way of writing to this customer: plain or under a tag; refused ones say why. */
export interface DirectWay {
  tag: MessageTag | null;
  /** When it ends; null when it has no end, or is refused. */
  until: string | null;
  refused: string | null;
}

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

/** Who a person of the team is on this Page, when they proved it, and the code with which they are about to. */
export interface OwnCustomer {
  customer: { psid: string; name: string } | null;
  claim: { code: string; until: string } | null;
}
