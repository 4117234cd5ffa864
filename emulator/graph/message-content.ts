import type { Page } from "../state/page";
import { isRecord } from "./call";
import { invalidParameter, missingParameter } from "./failure";
import { requireTemplate } from "./templates";

const textCodePointsMax = 2000;
const metadataCodePointsMax = 1000;
const quickRepliesMax = 13;
/** Uploaded attachments end after 90 days. */
const attachmentLifeMs = 90 * 86_400_000;
const attachmentKinds = ["image", "audio", "video", "file", "template"];

export interface MessageContent {
  text: string;
  /** The whole message object, when it is more than a text. */
  body: unknown;
  metadata: string | null;
  isMedia: boolean;
  isReusable: boolean;
  attachmentKind: string | null;
  isFeedbackTemplate: boolean;
  isUtilityTemplate: boolean;
}

/** Checks a message object of the Send API and says what the rules need to know of it. */
export function readMessage(page: Page, message: unknown, hasFile: boolean, now: number): MessageContent {
  if (message === undefined) throw missingParameter("message");
  if (!isRecord(message)) throw invalidParameter("Param message must be a JSON object");
  const { text, attachment, template } = message;
  if (text !== undefined) requireText("message[text]", text, textCodePointsMax);
  if (message.metadata !== undefined)
    requireText("message[metadata]", message.metadata, metadataCodePointsMax);
  if (
    text === undefined &&
    attachment === undefined &&
    template === undefined &&
    message.sticker_id === undefined
  ) {
    throw invalidParameter("Param message must have text or an attachment");
  }
  if (text !== undefined && attachment !== undefined)
    throw invalidParameter("Message cannot have both text and attachment");
  requireQuickReplies(message.quick_replies);
  const kind = attachment === undefined ? null : readAttachment(page, attachment, hasFile, now);
  const payload = isRecord(attachment) && isRecord(attachment.payload) ? attachment.payload : {};
  if (template !== undefined) requireUtilityTemplate(page, template);
  return {
    text: typeof text === "string" ? text : "",
    body: Object.keys(message).every((key) => key === "text" || key === "metadata") ? null : message,
    metadata: typeof message.metadata === "string" ? message.metadata : null,
    isMedia: kind === "audio" || kind === "video",
    isReusable: payload.is_reusable === true || payload.is_reusable === "true",
    attachmentKind: kind,
    isFeedbackTemplate: kind === "template" && payload.template_type === "customer_feedback",
    isUtilityTemplate: template !== undefined,
  };
}

export function requireText(name: string, value: unknown, codePointsMax: number): string {
  if (typeof value !== "string") throw invalidParameter(`Param ${name} must be a string`);
  if (value.trim() === "") throw invalidParameter(`Param ${name} must be a non-empty UTF-8 encoded string`);
  if (value.length >= codePointsMax && [...value].length >= codePointsMax) {
    throw invalidParameter(`Length of param ${name} must be less than ${codePointsMax}`);
  }
  return value;
}

function requireQuickReplies(replies: unknown): void {
  if (replies === undefined) return;
  if (!Array.isArray(replies) || replies.length > quickRepliesMax) {
    throw invalidParameter(`Param message[quick_replies] must be an array of at most ${quickRepliesMax}`);
  }
  for (const reply of replies) {
    if (!isRecord(reply) || typeof reply.content_type !== "string") {
      throw invalidParameter("Param message[quick_replies] must hold objects with content_type");
    }
  }
}

/** Answers the attachment's kind. */
function readAttachment(page: Page, attachment: unknown, hasFile: boolean, now: number): string {
  if (!isRecord(attachment)) throw invalidParameter("Param message[attachment] must be a JSON object");
  const kind = String(attachment.type).toLowerCase();
  if (!attachmentKinds.includes(kind)) {
    throw invalidParameter(`Param message[attachment][type] must be one of {${attachmentKinds.join(", ")}}`);
  }
  const { payload } = attachment;
  if (payload === undefined && hasFile) return kind;
  if (!isRecord(payload)) throw invalidParameter("Param message[attachment][payload] must be a JSON object");
  if (kind === "template") {
    if (typeof payload.template_type !== "string") {
      throw missingParameter("message[attachment][payload][template_type]");
    }
    requireTemplate(page.spec.profile, payload);
    return kind;
  }
  const { url, attachment_id: attachmentId } = payload;
  if (hasFile) return kind;
  if (attachmentId !== undefined && !isUsable(page, attachmentId, now)) {
    throw invalidParameter("Invalid attachment ID", 2018074);
  }
  if (attachmentId === undefined && (typeof url !== "string" || !/^https?:\/\//.test(url))) {
    throw invalidParameter("Failed to fetch the file from the url", 2018008);
  }
  return kind;
}

function isUsable(page: Page, attachmentId: unknown, now: number): boolean {
  if (typeof attachmentId !== "string" && typeof attachmentId !== "number") return false;
  const uploaded = page.attachments.get(String(attachmentId));
  return uploaded !== undefined && now - uploaded.at < attachmentLifeMs;
}

function requireUtilityTemplate(page: Page, template: unknown): void {
  const name = isRecord(template) ? template.name : undefined;
  const found = [...page.templates.values()].find((known) => known.name === name);
  if (!found) throw invalidParameter("The message template does not exist");
  if (found.status !== "APPROVED") throw invalidParameter("The message template is not approved");
}
