import type { CustomerFacts } from "../customers/mutations";
import { readMetadata, type DeliveryMark } from "../broadcasts/delivery-mark";
import { readDirectMetadata } from "../direct-messages/message-mark";
import type { LabelChangeEvent, MessagingEvent, WebhookEntry } from "./body-schema";

export interface LabelEvent {
  psid: string;
  labelId: string;
  action: "assign" | "remove";
  /** Seconds since 1970, as the Graph gives it. */
  atSeconds: number;
}

/** What a batch of webhooks means for us, in the order in which it came. */
export interface Effects {
  people: CustomerFacts[];
  labels: LabelEvent[];
  echoes: (DeliveryMark & { messageId: string })[];
  directEchoes: { id: string; messageId: string }[];
  deliveredMessageIds: string[];
  /** The customer has read everything up to this time. */
  reads: { psid: string; until: Date }[];
}

export function noEffects(): Effects {
  return { people: [], labels: [], echoes: [], directEchoes: [], deliveredMessageIds: [], reads: [] };
}

/** Adds what one entry means. What we have no use for, or do not understand, means nothing. */
export function addEffects(effects: Effects, entry: WebhookEntry, pageId: string): void {
  for (const change of entry.changes) if (change) addLabelChange(effects, change, entry.time);
  for (const event of entry.messaging) if (event) addMessaging(effects, event, pageId);
}

const actionOf: Record<string, LabelEvent["action"]> = { add: "assign", remove: "remove" };

function addLabelChange(effects: Effects, { field, value }: LabelChangeEvent, time: number): void {
  const action = actionOf[value?.action ?? ""];
  if (field !== "inbox_labels" || !action || !value?.user || !value.label) return;
  effects.labels.push({
    psid: value.user.id,
    labelId: value.label.id,
    action,
    // Seconds in every payload seen; a millisecond value is told by its size.
    atSeconds: time > 100_000_000_000 ? Math.floor(time / 1000) : time,
  });
}

function addMessaging(effects: Effects, event: MessagingEvent, pageId: string): void {
  const { message, delivery, read } = event;
  if (message?.is_echo) {
    const mark = readMetadata(message.metadata);
    if (mark && message.mid) effects.echoes.push({ ...mark, messageId: message.mid });
    const id = readDirectMetadata(message.metadata);
    if (id !== null && message.mid) effects.directEchoes.push({ id, messageId: message.mid });
    return;
  }
  const psid = event.sender?.id;
  if (!psid || psid === pageId) return;
  if (delivery?.mids) effects.deliveredMessageIds.push(...delivery.mids);
  if (read?.watermark) effects.reads.push({ psid, until: new Date(read.watermark) });
  const opensWindow =
    message ?? event.postback ?? event.referral ?? (event.reaction?.action === "react" || undefined);
  if (!opensWindow || !event.timestamp) return;
  const at = new Date(event.timestamp);
  effects.people.push({
    psid,
    name: null,
    conversationId: null,
    snippet: message?.text ?? null,
    lastMessageAt: message ? at : null,
    windowOpenedAt: at,
  });
}
