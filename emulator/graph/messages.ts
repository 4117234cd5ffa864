import { deliverMessage } from "../actions/send-message";
import type { EmulatorContext } from "../context";
import { flag } from "../state/customers";
import type { Page } from "../state/page";
import { keepAttachment } from "./attachments";
import { isRecord, structureParameter, textParameter, type GraphCall } from "./call";
import { invalidParameter, missingParameter, noMatchingUser, personUnavailable } from "./failure";
import { readMessage } from "./message-content";
import { requirePersona } from "./personas";
import { requireAllowedSend } from "./send-policy";

const senderActions = ["typing_on", "typing_off", "mark_seen", "react", "unreact"];
const notificationTypes = ["REGULAR", "SILENT_PUSH", "NO_PUSH"];

/** The Send API: `POST /PAGE-ID/messages` and `/me/messages`. */
export function sendMessage(context: EmulatorContext, call: GraphCall, page: Page): unknown {
  const index = readRecipient(call, page);
  const psid = page.customers.psidOf(index);
  const action = textParameter(call, "sender_action")?.toLowerCase();
  if (action !== undefined) return actAsSender(context, call, page, psid, action);
  const now = context.clock.now();
  const content = readMessage(
    page,
    structureParameter(call, "message"),
    call.parameters.filedata !== undefined,
    now,
  );
  context.limits.takePace(page, content.isMedia ? "media" : "messages");
  requirePersona(call, page);
  const notificationType = textParameter(call, "notification_type") ?? "REGULAR";
  if (!notificationTypes.includes(notificationType)) {
    throw invalidParameter(`Param notification_type must be one of {${notificationTypes.join(", ")}}`);
  }
  const messagingType = textParameter(call, "messaging_type")?.toUpperCase();
  const tag = textParameter(call, "tag")?.toUpperCase();
  requireAllowedSend(page, index, { ...content, messagingType, tag }, now);
  if (page.customers.hasFlag(index, flag.blocked)) throw personUnavailable();
  const mid = deliverMessage(context, page, index, {
    at: now,
    text: content.text,
    body: content.body,
    metadata: content.metadata,
    tag: tag ?? null,
    messagingType: messagingType ?? null,
    broadcastId: null,
  });
  const attachmentId = content.isReusable
    ? keepAttachment(context, page, content.attachmentKind ?? "file")
    : null;
  return {
    recipient_id: psid,
    message_id: mid,
    ...(attachmentId === null ? {} : { attachment_id: attachmentId }),
  };
}

function readRecipient(call: GraphCall, page: Page): number {
  const recipient = structureParameter(call, "recipient");
  if (recipient === undefined) throw missingParameter("recipient");
  if (!isRecord(recipient)) throw invalidParameter("Param recipient must be a JSON object");
  const { id } = recipient;
  if (typeof id !== "string" && typeof id !== "number")
    throw invalidParameter("Param recipient[id] must be a valid ID string");
  if (!/^\d{1,20}$/.test(String(id)))
    throw invalidParameter('Param recipient[id] must be a valid ID string (e.g., "123")');
  const index = page.customers.find(String(id));
  if (index === null) throw noMatchingUser();
  return index;
}

function actAsSender(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  psid: string,
  action: string,
): unknown {
  if (!senderActions.includes(action))
    throw invalidParameter(`Param sender_action must be one of {${senderActions.join(", ")}}`);
  if (structureParameter(call, "message") !== undefined) {
    throw invalidParameter("Can't send message and sender action together", 2018014);
  }
  context.limits.takePace(page, "messages");
  return { recipient_id: psid };
}
