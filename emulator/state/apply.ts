import { BitSet } from "./bit-set";
import { flag } from "./customers";
import type { WorldEvent } from "./events";
import type { Label, Page } from "./page";

export type PageEvent = Exclude<Extract<WorldEvent, { pageId: string }>, { type: "page-seeded" }>;

/** What an event does to its Page. The caller has checked that it can happen; anything else is a bug. */
export function applyToPage(page: Page, event: PageEvent): void {
  switch (event.type) {
    case "label-created":
      page.labels.set(event.labelId, { id: event.labelId, name: event.name, members: new BitSet() });
      page.labelSequence += 1;
      return;
    case "label-deleted":
      page.labels.delete(event.labelId);
      return;
    case "label-assigned":
      requireLabel(page, event.labelId).members.add(requireIndex(page, event.psid));
      return;
    case "label-removed":
      requireLabel(page, event.labelId).members.delete(requireIndex(page, event.psid));
      return;
    case "page-subscribed":
      page.subscribedFields = event.fields;
      return;
    case "page-callback-set":
      page.callbackUrl = event.url;
      return;
    case "webhook-queued":
      page.waitingWebhooks.push(event.line);
      return;
    case "webhook-settled":
      page.waitingWebhooks.splice(0, event.count);
      return;
    case "page-switched":
      Object.assign(page.switches, event.switches);
      return;
    case "customer-added":
    case "customer-wrote":
    case "customer-tapped":
    case "customer-reacted":
    case "customer-referred":
    case "customer-read":
    case "customer-blocked":
    case "message-sent":
      applyToCustomer(page, event);
      return;
    case "customer-reachable":
      page.sideWays.set(event.way.id, { ...event.way });
      return;
    case "side-way-used": {
      const way = page.sideWays.get(event.id);
      if (way) way.isUsed = true;
      return;
    }
    case "creative-created":
    case "broadcast-created":
    case "broadcast-changed":
    case "reach-estimated":
    case "attachment-uploaded":
    case "template-created":
    case "persona-changed":
      applyToContent(page, event);
  }
}

type CustomerEvent = Exclude<
  Extract<PageEvent, { type: `customer-${string}` | "message-sent" }>,
  { type: "customer-reachable" }
>;

function applyToCustomer(page: Page, event: CustomerEvent): void {
  const { customers } = page;
  if (event.type === "customer-added") {
    customers.givenNames.set(customers.add(event.psid, 0, event.at), event.name);
    return;
  }
  const index = requireIndex(page, event.psid);
  switch (event.type) {
    case "customer-wrote":
      customers.store(index, { from: "customer", at: event.at, text: event.text, payload: null }, event.at);
      customers.lastMessageAt[index] = Math.max(customers.lastMessageAt[index] ?? 0, event.at);
      openWindow(page, index, event.at);
      return;
    case "customer-tapped":
      customers.store(
        index,
        { from: "customer", at: event.at, text: event.title, payload: event.payload },
        event.at,
      );
      openWindow(page, index, event.at);
      return;
    case "customer-reacted":
    case "customer-referred":
      openWindow(page, index, event.at);
      return;
    case "customer-read":
      return;
    case "customer-blocked":
      customers.setFlag(index, flag.blocked, event.isBlocked);
      return;
    case "message-sent":
      customers.store(index, { from: "page", sent: event.message }, event.message.at);
  }
}

type ContentEvent = Extract<
  PageEvent,
  { type: `${"creative" | "broadcast" | "reach" | "attachment" | "template" | "persona"}-${string}` }
>;

function applyToContent(page: Page, event: ContentEvent): void {
  switch (event.type) {
    case "creative-created":
      page.creatives.set(event.id, event.messages);
      return;
    case "broadcast-created":
      page.broadcasts.set(event.broadcast.id, { ...event.broadcast });
      return;
    case "broadcast-changed": {
      const broadcast = page.broadcasts.get(event.id);
      if (broadcast) Object.assign(broadcast, { status: event.status, sentCount: event.sentCount });
      return;
    }
    case "reach-estimated":
      page.reachEstimations.set(event.id, event.estimate);
      return;
    case "attachment-uploaded":
      page.attachments.set(event.id, { at: event.at, kind: event.kind });
      return;
    case "template-created":
      page.templates.set(event.template.id, event.template);
      return;
    case "persona-changed":
      if (event.persona) {
        page.personas.set(event.id, event.persona);
        page.personaSequence += 1;
      } else page.personas.delete(event.id);
  }
}

function openWindow(page: Page, index: number, at: number): void {
  page.customers.windowOpenedAt[index] = Math.max(page.customers.windowOpenedAt[index] ?? 0, at);
}

function requireLabel(page: Page, labelId: string): Label {
  const label = page.labels.get(labelId);
  if (!label) throw new Error(`Page ${page.id} has no label ${labelId}.`);
  return label;
}

function requireIndex(page: Page, psid: string): number {
  const index = page.customers.find(psid);
  if (index === null) throw new Error(`Page ${page.id} has no customer ${psid}.`);
  return index;
}
