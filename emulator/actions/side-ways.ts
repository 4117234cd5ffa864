import type { EmulatorContext } from "../context";
import type { SideWay } from "../state/events";
import type { Page } from "../state/page";
import { checkboxTicked, customerReferred, feedChanged } from "../webhooks/payloads";

/** The customer follows an m.me link of the Page: it opens the 24-hour window, but is not a message. */
export function followLink(context: EmulatorContext, page: Page, index: number, ref: string): void {
  const at = context.clock.now();
  const psid = page.customers.psidOf(index);
  context.world.commit({ type: "customer-referred", pageId: page.id, psid, ref, at });
  context.webhooks.publish(page, customerReferred(page, psid, ref, at));
}

/** The customer ticks a checkbox, comments, or posts. Answers the id by which one message may reach them. */
export function becomeReachable(
  context: EmulatorContext,
  page: Page,
  index: number,
  kind: SideWay["kind"],
  text: string,
): string {
  const at = context.clock.now();
  const count = String(page.sideWays.size + 1).padStart(6, "0");
  const id =
    kind === "user_ref" ? `checkbox-${page.number}-${count}` : `${page.id}_${page.number + 1}${count}`;
  const way: SideWay = { kind, id, psid: page.customers.psidOf(index), at, isUsed: false };
  context.world.commit({ type: "customer-reachable", pageId: page.id, way });
  const update =
    kind === "user_ref"
      ? checkboxTicked(page, id, at)
      : feedChanged(page, way, page.nameOf(index).full, text);
  context.webhooks.publish(page, update);
  return id;
}
