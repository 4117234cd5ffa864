import { flag } from "../state/customers";
import { makeMid } from "../state/ids";
import type { Page } from "../state/page";

/** Every customer with the labels they carry, and what else a test may want to compare with. */
export function describeTruth(page: Page): unknown {
  const { customers } = page;
  return {
    pageId: page.id,
    labels: [...page.labels.values()].map(({ id, name, members }) => ({ id, name, customers: members.size })),
    customers: customers.psids.map((psid, index) => ({
      psid,
      name: page.nameOf(index).full,
      labelIds: page.labelsOf(index).map((label) => label.id),
      labelsReadable: !customers.hasFlag(index, flag.phoneAccount),
      blocked: customers.hasFlag(index, flag.blocked),
      lastMessageAt: customers.lastMessageAt[index],
      windowOpenedAt: customers.windowOpenedAt[index],
    })),
  };
}

/** What each customer really received through the Send API or a broadcast; customers without any are left out. */
export function describeReceived(page: Page): unknown[] {
  const received: unknown[] = [];
  for (const index of page.customers.stored.keys()) {
    const messages = page
      .messagesOf(index)
      .flatMap(({ number, sent }) => (sent ? [{ mid: makeMid(page.number, index, number), ...sent }] : []));
    if (messages.length > 0) received.push({ psid: page.customers.psidOf(index), messages });
  }
  return received;
}
