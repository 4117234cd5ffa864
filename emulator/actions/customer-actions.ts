import type { EmulatorContext } from "../context";
import { makeMid, makePsid } from "../state/ids";
import type { Page } from "../state/page";
import { customerReacted, customerTapped, customerWrote, messagesRead } from "../webhooks/payloads";

/** The customer writes; `at` lies in the past when the emulator tells what happened while it was off. */
export function writeMessage(
  context: EmulatorContext,
  page: Page,
  index: number,
  text: string,
  at = context.clock.now(),
): string {
  const psid = page.customers.psidOf(index);
  const mid = makeMid(page.number, index, page.nextMessageNumber(index));
  context.world.commit({ type: "customer-wrote", pageId: page.id, psid, text, at });
  context.webhooks.publish(page, customerWrote(page, psid, mid, text, at));
  return mid;
}

/** The customer taps a button: it opens the 24-hour window, but is not a message. */
export function tapButton(
  context: EmulatorContext,
  page: Page,
  index: number,
  title: string,
  payload: string,
): void {
  const at = context.clock.now();
  const psid = page.customers.psidOf(index);
  const mid = makeMid(page.number, index, page.nextMessageNumber(index));
  context.world.commit({ type: "customer-tapped", pageId: page.id, psid, title, payload, at });
  context.webhooks.publish(page, customerTapped(page, psid, mid, title, payload, at));
}

export function reactToMessage(context: EmulatorContext, page: Page, index: number, mid: string): void {
  const at = context.clock.now();
  const psid = page.customers.psidOf(index);
  context.world.commit({ type: "customer-reacted", pageId: page.id, psid, mid, at });
  context.webhooks.publish(page, customerReacted(page, psid, mid, at));
}

export function readMessages(context: EmulatorContext, page: Page, index: number): void {
  const at = context.clock.now();
  const psid = page.customers.psidOf(index);
  context.world.commit({ type: "customer-read", pageId: page.id, psid, at });
  context.webhooks.publish(page, messagesRead(page, psid, at));
}

export function blockPage(context: EmulatorContext, page: Page, index: number, isBlocked: boolean): void {
  context.world.commit({
    type: "customer-blocked",
    pageId: page.id,
    psid: page.customers.psidOf(index),
    isBlocked,
  });
}

/** Somebody writes to the Page for the first time. Answers the new customer's id. */
export function addCustomer(context: EmulatorContext, page: Page, name: string, text: string): string {
  const psid = makePsid(page.number, page.customers.count);
  context.world.commit({ type: "customer-added", pageId: page.id, psid, name, at: context.clock.now() });
  writeMessage(context, page, page.customers.count - 1, text);
  return psid;
}
