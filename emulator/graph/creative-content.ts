import { isRecord } from "./call";
import { invalidParameter, missingParameter } from "./failure";
import { requireText } from "./message-content";

const messagesMax = 10;
const textCodePointsMax = 2000;
/** Templates that broadcasts never carried (README of messaging-api-messenger 0.8.5). */
const unsupportedTemplates = /^(airline_|receipt$|open_graph$)/;

/** Checks the messages of a creative: a text, an attachment, or a dynamic text with its fallback. */
export function readCreativeMessages(value: unknown): unknown[] {
  if (value === undefined) throw missingParameter("messages");
  if (!Array.isArray(value) || value.length === 0 || value.length > messagesMax) {
    throw invalidParameter("Param messages must be a non-empty array");
  }
  for (const message of value) requireCreativeMessage(message);
  return value;
}

function requireCreativeMessage(message: unknown): void {
  if (!isRecord(message)) throw invalidParameter("Param messages must hold objects");
  const { text, attachment, dynamic_text: dynamicText } = message;
  if (dynamicText !== undefined) {
    if (!isRecord(dynamicText)) throw invalidParameter("Param dynamic_text must be an object");
    requireText("dynamic_text[text]", dynamicText.text, textCodePointsMax);
    requireText("dynamic_text[fallback_text]", dynamicText.fallback_text, textCodePointsMax);
  } else if (text !== undefined) requireText("messages[text]", text, textCodePointsMax);
  else if (!isRecord(attachment)) throw invalidParameter("A message needs text, dynamic_text or attachment");
  if (!isRecord(attachment)) return;
  const payload = isRecord(attachment.payload) ? attachment.payload : {};
  if (unsupportedTemplates.test(String(payload.template_type))) {
    throw invalidParameter(`The template ${String(payload.template_type)} cannot be broadcast`);
  }
}

/** The text a person of this first name gets; without one, the fallback. */
export function fillDynamicText(message: unknown, firstName: string, lastName: string): string {
  if (!isRecord(message)) return "";
  const { text, dynamic_text: dynamicText } = message;
  if (!isRecord(dynamicText)) return typeof text === "string" ? text : "";
  const pattern = String(dynamicText.text);
  if (firstName === "" || (lastName === "" && /\{\{?last_name/.test(pattern)))
    return String(dynamicText.fallback_text);
  return pattern
    .replaceAll(/\{\{?first_name\}?\}/g, firstName)
    .replaceAll(/\{\{?last_name\}?\}/g, lastName)
    .replaceAll(/\{\{?full_name\}?\}/g, `${firstName} ${lastName}`.trim());
}
