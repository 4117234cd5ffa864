import type { SentMessage, SideWay } from "../state/events";
import type { Label, Page } from "../state/page";
import { appId } from "../state/world";

/** One update of one Page: the field it was subscribed by, and its line in `entry[]`. */
export interface WebhookUpdate {
  field: string;
  entry: { id: string; time: number } & ({ changes: unknown[] } | { messaging: unknown[] });
}

/** `changes` count time in seconds, `messaging` in milliseconds (captures of both). */
export function labelChanged(
  page: Page,
  psid: string,
  label: Pick<Label, "id" | "name">,
  action: "add" | "remove",
  at: number,
): WebhookUpdate {
  const value = { user: { id: psid }, action, label: { id: label.id, page_label_name: label.name } };
  return {
    field: "inbox_labels",
    entry: { id: page.id, time: Math.floor(at / 1000), changes: [{ value, field: "inbox_labels" }] },
  };
}

export function customerWrote(
  page: Page,
  psid: string,
  mid: string,
  text: string,
  at: number,
): WebhookUpdate {
  return fromCustomer(page, psid, "messages", at, { message: { mid, text } });
}

export function customerTapped(
  page: Page,
  psid: string,
  mid: string,
  title: string,
  payload: string,
  at: number,
): WebhookUpdate {
  return fromCustomer(page, psid, "messaging_postbacks", at, { postback: { mid, title, payload } });
}

export function customerReacted(page: Page, psid: string, mid: string, at: number): WebhookUpdate {
  return fromCustomer(page, psid, "message_reactions", at, {
    reaction: { reaction: "love", emoji: "\u2764", action: "react", mid },
  });
}

export function customerReferred(page: Page, psid: string, ref: string, at: number): WebhookUpdate {
  return fromCustomer(page, psid, "messaging_referrals", at, {
    referral: { ref, source: "SHORTLINK", type: "OPEN_THREAD" },
  });
}

/** A ticked checkbox has no PSID yet, only the reference the web page chose. */
export function checkboxTicked(page: Page, userRef: string, at: number): WebhookUpdate {
  const event = { recipient: { id: page.id }, timestamp: at, optin: { ref: "checkbox", user_ref: userRef } };
  return { field: "messaging_optins", entry: { id: page.id, time: at, messaging: [event] } };
}

/** A comment or a post on the Page; `changes` count time in seconds. */
export function feedChanged(page: Page, way: SideWay, name: string, text: string): WebhookUpdate {
  const time = Math.floor(way.at / 1000);
  const item = way.kind === "comment_id" ? "comment" : "post";
  const value = {
    item,
    verb: "add",
    [way.kind]: way.id,
    from: { id: way.psid, name },
    message: text,
    created_time: time,
  };
  return { field: "feed", entry: { id: page.id, time, changes: [{ field: "feed", value }] } };
}

export function messageDelivered(page: Page, psid: string, mid: string, at: number): WebhookUpdate {
  return fromCustomer(page, psid, "message_deliveries", at, { delivery: { mids: [mid], watermark: at } });
}

export function messagesRead(page: Page, psid: string, at: number): WebhookUpdate {
  return fromCustomer(page, psid, "message_reads", at, { read: { watermark: at } });
}

export function feedbackGiven(page: Page, psid: string, screens: unknown, at: number): WebhookUpdate {
  return fromCustomer(page, psid, "messaging_feedback", at, {
    messaging_feedback: { feedback_screens: screens },
  });
}

export function messageEchoed(page: Page, psid: string, mid: string, sent: SentMessage): WebhookUpdate {
  const message = {
    mid,
    ...(sent.text === "" ? {} : { text: sent.text }),
    is_echo: true,
    app_id: Number(appId),
    ...(sent.metadata === null ? {} : { metadata: sent.metadata }),
  };
  const event = { sender: { id: page.id }, recipient: { id: psid }, timestamp: sent.at, message };
  return { field: "message_echoes", entry: { id: page.id, time: sent.at, messaging: [event] } };
}

function fromCustomer(
  page: Page,
  psid: string,
  field: string,
  at: number,
  what: Record<string, unknown>,
): WebhookUpdate {
  const event = { sender: { id: psid }, recipient: { id: page.id }, timestamp: at, ...what };
  return { field, entry: { id: page.id, time: at, messaging: [event] } };
}
