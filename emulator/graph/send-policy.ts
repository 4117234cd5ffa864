import type { Page } from "../state/page";
import { GraphFailure, invalidParameter, missingParameter, outsideWindow } from "./failure";

const hourMs = 3_600_000;
const standardWindowMs = 24 * hourMs;
const sevenDaysMs = 7 * 24 * hourMs;

/** On this day the three update tags ended for everyone but legacy Pages, which stand still (Send API, 2026). */
const updateTagsEndAt = Date.parse("2026-04-27T00:00:00Z");
/** On this day the 17 older tags ended (Messenger changelog). */
const olderTagsEndAt = Date.parse("2020-03-04T00:00:00Z");

interface TagRule {
  windowMs: number | null;
  endsAt: number | null;
  needs?: "human-agent" | "feedback-template";
}

const tagRules: Record<string, TagRule> = {
  CONFIRMED_EVENT_UPDATE: { windowMs: null, endsAt: updateTagsEndAt },
  POST_PURCHASE_UPDATE: { windowMs: null, endsAt: updateTagsEndAt },
  ACCOUNT_UPDATE: { windowMs: null, endsAt: updateTagsEndAt },
  HUMAN_AGENT: { windowMs: sevenDaysMs, endsAt: null, needs: "human-agent" },
  CUSTOMER_FEEDBACK: { windowMs: sevenDaysMs, endsAt: null, needs: "feedback-template" },
};

const olderTags = [
  "NON_PROMOTIONAL_SUBSCRIPTION",
  "SHIPPING_UPDATE",
  "RESERVATION_UPDATE",
  "ISSUE_RESOLUTION",
  "APPOINTMENT_UPDATE",
  "GAME_EVENT",
  "TRANSPORTATION_UPDATE",
  "FEATURE_FUNCTIONALITY_UPDATE",
  "TICKET_UPDATE",
  "PAYMENT_UPDATE",
  "PERSONAL_FINANCE_UPDATE",
  "PAIRING_UPDATE",
  "APPLICATION_UPDATE",
  "CONFIRMED_EVENT_REMINDER",
  "COMMUNITY_ALERT",
];

export interface SendAttempt {
  messagingType: string | undefined;
  tag: string | undefined;
  isFeedbackTemplate: boolean;
  isUtilityTemplate: boolean;
}

/** Refuses what the rules of the Page's era do not allow at `now`: the 24-hour window, and each tag's own rule. */
export function requireAllowedSend(page: Page, index: number, attempt: SendAttempt, now: number): void {
  const { messagingType, tag } = attempt;
  if (
    messagingType !== undefined &&
    !["RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY"].includes(messagingType)
  ) {
    throw invalidParameter("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}");
  }
  if (messagingType === "MESSAGE_TAG" && (tag === undefined || tag === "")) throw missingParameter("tag");
  if (messagingType === "UTILITY" || attempt.isUtilityTemplate) {
    if (!attempt.isUtilityTemplate)
      throw invalidParameter("messaging_type UTILITY requires message[template]");
    return;
  }
  if (tag !== undefined && tag !== "") {
    requireAllowedTag(page, index, tag, attempt, now);
    return;
  }
  if (now - (page.customers.windowOpenedAt[index] ?? 0) > standardWindowMs) throw outsideWindow();
}

function requireAllowedTag(page: Page, index: number, tag: string, attempt: SendAttempt, now: number): void {
  const rule = Object.hasOwn(tagRules, tag) ? tagRules[tag] : undefined;
  if (!rule) {
    const isOlder = olderTags.includes(tag);
    if (isOlder && now < olderTagsEndAt) return;
    throw invalidParameter(
      isOlder ? `The tag ${tag} is no longer supported` : "Param tag must be a supported message tag",
    );
  }
  if (rule.endsAt !== null && page.spec.profile === "current" && now >= rule.endsAt) {
    throw invalidParameter(`The tag ${tag} has been deprecated. Use utility messages instead`);
  }
  if (rule.needs === "human-agent" && !page.switches.humanAgentApproved) {
    // How the real one refuses an app without the permission is not confirmed.
    throw new GraphFailure({
      code: 10,
      message: "(#10) Application does not have permission for the Human Agent feature.",
    });
  }
  if (rule.needs === "feedback-template" && !attempt.isFeedbackTemplate) {
    throw invalidParameter("The CUSTOMER_FEEDBACK tag can only be used with the customer_feedback template");
  }
  if (rule.windowMs !== null && now - (page.customers.lastMessageAt[index] ?? 0) > rule.windowMs)
    throw outsideWindow();
}
