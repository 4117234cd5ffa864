import { deliverMessage } from "../actions/send-message";
import type { EmulatorContext } from "../context";
import { flag } from "../state/customers";
import type { Page } from "../state/page";
import { keepAttachment } from "./attachments";
import { structureParameter, textParameter, type GraphCall } from "./call";
import { invalidParameter, personUnavailable } from "./failure";
import { readMessage } from "./message-content";
import { requirePersona } from "./personas";
import { readRecipient } from "./recipient";
import { requireAllowedSend } from "./send-policy";

const senderActions = ["typing_on", "typing_off", "mark_seen", "react", "unreact"];
const notificationTypes = ["REGULAR", "SILENT_PUSH", "NO_PUSH"];

/** The Send API: `POST /PAGE-ID/messages` and `/me/messages`. */
export function sendMessage(context: EmulatorContext, call: GraphCall, page: Page): unknown {
  const now = context.clock.now();
  const { index, sideWay } = readRecipient(call, page, now);
  const psid = page.customers.psidOf(index);
  const action = textParameter(call, "sender_action")?.toLowerCase();
  if (action !== undefined) return actAsSender(context, call, page, psid, action);
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
  if (sideWay === null) requireAllowedSend(page, index, { ...content, messagingType, tag }, now);
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
  if (sideWay) context.world.commit({ type: "side-way-used", pageId: page.id, id: sideWay.id });
  const attachmentId = content.isReusable
    ? keepAttachment(context, page, content.attachmentKind ?? "file")
    : null;
  return {
    // Who ticked a checkbox stays unknown until they write.
    ...(sideWay?.kind === "user_ref" ? {} : { recipient_id: psid }),
    message_id: mid,
    ...(attachmentId === null ? {} : { attachment_id: attachmentId }),
  };
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
