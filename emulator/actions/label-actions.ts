import type { EmulatorContext } from "../context";
import type { Label, Page } from "../state/page";
import { labelChanged } from "../webhooks/payloads";

/** Who changed the label: a person in the Facebook inbox always causes a webhook, the app itself by switch. */
export type LabelSource = "inbox" | "api";

/** Puts a label on a customer, or takes it off. Answers whether anything changed. */
export function changeAssignment(
  context: EmulatorContext,
  page: Page,
  label: Label,
  index: number,
  action: "add" | "remove",
  source: LabelSource,
): boolean {
  if (label.members.has(index) === (action === "add")) return false;
  const psid = page.customers.psidOf(index);
  const type = action === "add" ? "label-assigned" : "label-removed";
  context.world.commit({ type, pageId: page.id, labelId: label.id, psid });
  if (source === "inbox" || page.switches.echoOwnLabelWrites) {
    context.webhooks.publish(page, labelChanged(page, psid, label, action, context.clock.now()));
  }
  return true;
}

export function deleteLabel(context: EmulatorContext, page: Page, label: Label): void {
  const at = context.clock.now();
  context.world.commit({ type: "label-deleted", pageId: page.id, labelId: label.id, at });
  if (page.switches.deleteUsedLabel === "silent") return;
  for (const index of label.members.indexes()) {
    context.webhooks.publish(page, labelChanged(page, page.customers.psidOf(index), label, "remove", at));
  }
}
