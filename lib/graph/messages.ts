import * as z from "zod";
import { readBatch, type BatchVerdict } from "./batch";
import type { GraphContext } from "./context";
import { graphIdSchema } from "./graph-json";
import type { GraphRequest } from "./transport";

/** What a message holds. Source: Send API reference. Text is less than 2,000 characters. */
export type GraphMessageContent =
  | { text: string; quickReplies?: GraphQuickReply[] }
  | {
      attachment: {
        type: "image" | "audio" | "video" | "file" | "template";
        payload: Record<string, unknown>;
      };
    };

type GraphQuickReply = { contentType: "text"; title: string; payload: string; imageUrl?: string };

export type GraphSend = {
  psid: string;
  content: GraphMessageContent;
  messagingType: "RESPONSE" | "UPDATE" | "MESSAGE_TAG" | "UTILITY";
  /** With MESSAGE_TAG only. */
  tag?: string;
  /** Less than 1,000 characters; comes back in the message's echo. The Send API has no idempotency key. */
  metadata?: string;
  notificationType?: "REGULAR" | "SILENT_PUSH" | "NO_PUSH";
};

export type GraphSent = { messageId: string; recipientId: string | null };

export type GraphSenderAction = "typing_on" | "typing_off" | "mark_seen";

/** The recipient is not named when the message went to a reference or a phone number. */
const sentSchema = z
  .object({ message_id: graphIdSchema, recipient_id: graphIdSchema.optional() })
  .transform(({ message_id, recipient_id }): GraphSent => ({
    messageId: message_id,
    recipientId: recipient_id ?? null,
  }));

/**
 * Sends one message. An error whose `provesNothingDone` is false may have been sent all the same: never repeat it,
 * wait for its echo.
 */
export async function sendMessage(context: GraphContext, send: GraphSend): Promise<GraphSent> {
  return context.transport.call(toSendRequest(context, send), sentSchema);
}

/** Up to 50 messages in one call, each with its own verdict, in order. */
export async function sendMessages(
  context: GraphContext,
  sends: readonly GraphSend[],
): Promise<BatchVerdict<GraphSent>[]> {
  const answers = await readBatch(
    context.transport,
    sends.map((send) => toSendRequest(context, send)),
  );
  return sends.map((_, at) => answers.read(at, sentSchema));
}

export async function sendSenderAction(
  context: GraphContext,
  psid: string,
  action: GraphSenderAction,
): Promise<void> {
  const body = { recipient: { id: psid }, sender_action: action };
  const path = `${context.pageNode}/messages`;
  await context.transport.call({ method: "POST", path, body }, z.object({ recipient_id: graphIdSchema }));
}

function toSendRequest(context: GraphContext, send: GraphSend): GraphRequest {
  const body = {
    recipient: { id: send.psid },
    messaging_type: send.messagingType,
    tag: send.tag,
    notification_type: send.notificationType,
    message: {
      ...toContent(send.content),
      ...(send.metadata === undefined ? {} : { metadata: send.metadata }),
    },
  };
  return { method: "POST", path: `${context.pageNode}/messages`, body };
}

/** The same shapes serve messages and the message creatives of broadcasts. */
export function toContent(content: GraphMessageContent): object {
  if (!("text" in content)) return content;
  const quickReplies = content.quickReplies?.map(({ contentType, title, payload, imageUrl }) => ({
    content_type: contentType,
    title,
    payload,
    ...(imageUrl === undefined ? {} : { image_url: imageUrl }),
  }));
  return { text: content.text, ...(quickReplies ? { quick_replies: quickReplies } : {}) };
}
