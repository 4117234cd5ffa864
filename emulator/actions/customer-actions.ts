import { z } from "zod";
import type { EmulatorContext } from "../context";
import { makeMid, makePsid } from "../state/ids";
import type { Page } from "../state/page";
import {
  customerReacted,
  customerTapped,
  customerWrote,
  feedbackGiven,
  messagesRead,
} from "../webhooks/payloads";

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

/** The customer answers the newest feedback template. False when none was sent. */
export function giveFeedback(
  context: EmulatorContext,
  page: Page,
  index: number,
  score: string,
  text: string,
): boolean {
  const template = page
    .messagesOf(index)
    .findLast(({ sent }) => feedbackSchema.safeParse(sent?.body).success);
  const parsed = feedbackSchema.safeParse(template?.sent?.body);
  if (!parsed.success) return false;
  const screens = parsed.data.attachment.payload.feedback_screens.map(({ questions }, position) => ({
    screen_id: position,
    questions: Object.fromEntries(
      questions.map(({ id, type, follow_up: followUp }) => {
        const comment =
          followUp === undefined || text === "" ? {} : { follow_up: { type: "free_form", payload: text } };
        return [id, { type, payload: type === "free_form" ? text : score, ...comment }];
      }),
    ),
  }));
  const psid = page.customers.psidOf(index);
  context.webhooks.publish(page, feedbackGiven(page, psid, screens, context.clock.now()));
  return true;
}

const questionSchema = z.object({ id: z.string(), type: z.string(), follow_up: z.unknown().optional() });
const feedbackSchema = z.object({
  attachment: z.object({
    payload: z.object({
      template_type: z.literal("customer_feedback"),
      feedback_screens: z.array(z.object({ questions: z.array(questionSchema) })),
    }),
  }),
});

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
