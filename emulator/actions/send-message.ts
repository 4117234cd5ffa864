import type { EmulatorContext } from "../context";
import type { SentMessage } from "../state/events";
import { makeMid } from "../state/ids";
import type { Page } from "../state/page";
import { messageDelivered, messageEchoed } from "../webhooks/payloads";
import { readMessages } from "./customer-actions";

/** Puts the message in front of the customer; echo and delivery follow as webhooks. Answers its id. */
export function deliverMessage(
  context: EmulatorContext,
  page: Page,
  index: number,
  message: SentMessage,
): string {
  const psid = page.customers.psidOf(index);
  const mid = makeMid(page.number, index, page.nextMessageNumber(index));
  context.world.commit({ type: "message-sent", pageId: page.id, psid, message });
  context.webhooks.publish(page, messageEchoed(page, psid, mid, message));
  context.webhooks.publish(page, messageDelivered(page, psid, mid, message.at));
  if (page.switches.autoRead) readMessages(context, page, index);
  context.onDelivered?.(page, index);
  return mid;
}
