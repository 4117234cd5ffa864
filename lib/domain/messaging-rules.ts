/**
 * The platform's rules about when a Page may write to a customer, as data: each with the dates between which it holds
 * for a Page of either era and with where that is written. A rule that the platform ends is one date here, and the
 * interface can say since when and what to use instead.
 */
export type PlatformProfile = "legacy" | "current";
export type Platform = "messenger" | "instagram";
/** How a message goes out: one call for a whole predicate, one call for each customer, or by hand to one person. */
export type SendWay = "broadcast-api" | "fan-out" | "one-person";

export const messageTags = [
  "CONFIRMED_EVENT_UPDATE",
  "POST_PURCHASE_UPDATE",
  "ACCOUNT_UPDATE",
  "HUMAN_AGENT",
  "CUSTOMER_FEEDBACK",
] as const;
export type MessageTag = (typeof messageTags)[number];

/** From when a rule holds, up to (not including) `until`. Null: the rule never held, or it still does. */
interface Era {
  from: string;
  until: string | null;
}

export type RuleId = "standard-window" | "broadcast-api" | MessageTag;

export interface PolicyRule {
  id: RuleId;
  eras: Record<PlatformProfile, Era | null>;
  platforms: readonly Platform[];
  ways: readonly SendWay[];
  /** How long after `countsFrom` the rule allows a message; null for no end. */
  durationMs: number | null;
  /** `window`: the last message, tap, reaction or referral. `message`: the customer's last message alone. */
  countsFrom: "window" | "message";
  isPromotionAllowed: boolean;
  /** True where a person has to write it, to one person. */
  needsPerson: boolean;
  /** Whether the customer feedback template is the only content, may be the content, or may not. */
  feedbackTemplate: "required" | "allowed" | "refused";
  /** `effective`: the day it began or ended. `documented`: the oldest document we know that has it. */
  dateBasis: "effective" | "documented";
  source: string;
}

const hourMs = 60 * 60 * 1_000;
export const standardWindowMs = 24 * hourMs;
export const sevenDaysMs = 7 * 24 * hourMs;

/**
 * Legacy is a composite and stands still: the Broadcast API (v2.11) and the five tags (a document with v11.0 calls)
 * never quite lived side by side, and the documents describe both. Its rules are judged on this day, whatever day it
 * is; a legacy era without an end therefore never ends.
 */
const legacyRuleDate = "2021-12-01T00:00:00Z";

const tagsDocument = "Message Tags, the document with v11.0 calls";
const updateTag = {
  eras: {
    legacy: { from: "2020-03-04T00:00:00Z", until: null },
    current: { from: "2020-03-04T00:00:00Z", until: "2026-04-27T00:00:00Z" },
  },
  platforms: ["messenger"],
  ways: ["fan-out", "one-person"],
  durationMs: null,
  countsFrom: "window",
  isPromotionAllowed: false,
  needsPerson: false,
  feedbackTemplate: "refused",
  dateBasis: "effective",
  source: `${tagsDocument}; its end: Send API reference, 2026`,
} as const satisfies Partial<PolicyRule>;

export const policyRules: readonly PolicyRule[] = [
  {
    id: "standard-window",
    eras: {
      legacy: { from: "2020-03-04T00:00:00Z", until: null },
      current: { from: "2020-03-04T00:00:00Z", until: null },
    },
    platforms: ["messenger", "instagram"],
    ways: ["fan-out", "one-person"],
    durationMs: standardWindowMs,
    countsFrom: "window",
    isPromotionAllowed: true,
    needsPerson: false,
    feedbackTemplate: "allowed",
    dateBasis: "effective",
    source: "Messenger Platform policy overview: standard messaging window",
  },
  {
    id: "broadcast-api",
    eras: {
      legacy: { from: "2017-11-07T00:00:00Z", until: null },
      current: { from: "2017-11-07T00:00:00Z", until: "2020-03-04T00:00:00Z" },
    },
    platforms: ["messenger"],
    ways: ["broadcast-api"],
    // "By default, the Broadcast API sends your message to all open conversations": no window of hours.
    durationMs: null,
    countsFrom: "window",
    // The document's own example broadcasts a coupon.
    isPromotionAllowed: true,
    needsPerson: false,
    feedbackTemplate: "refused",
    dateBasis: "documented",
    source: "Targeting Broadcast Messages (v2.11); its end: Broadcast API reference",
  },
  { id: "CONFIRMED_EVENT_UPDATE", ...updateTag },
  { id: "POST_PURCHASE_UPDATE", ...updateTag },
  { id: "ACCOUNT_UPDATE", ...updateTag },
  {
    id: "HUMAN_AGENT",
    eras: {
      legacy: { from: "2020-03-04T00:00:00Z", until: null },
      current: { from: "2020-03-04T00:00:00Z", until: null },
    },
    platforms: ["messenger", "instagram"],
    ways: ["one-person"],
    durationMs: sevenDaysMs,
    countsFrom: "message",
    isPromotionAllowed: false,
    needsPerson: true,
    feedbackTemplate: "refused",
    dateBasis: "documented",
    source: `${tagsDocument}; the permission is given in App Review`,
  },
  {
    id: "CUSTOMER_FEEDBACK",
    eras: {
      legacy: { from: "2021-06-08T00:00:00Z", until: null },
      current: { from: "2021-06-08T00:00:00Z", until: null },
    },
    platforms: ["messenger"],
    ways: ["fan-out", "one-person"],
    durationMs: sevenDaysMs,
    countsFrom: "message",
    isPromotionAllowed: false,
    needsPerson: false,
    feedbackTemplate: "required",
    dateBasis: "documented",
    source: `${tagsDocument}; Customer Feedback template`,
  },
];

/** What the platform offers besides, and this version sends none of. `status` is what is known of it today. */
export type AlternativeId =
  "utility-template" | "marketing-messages" | "sponsored-messages" | "one-time-notification";

export interface Alternative {
  id: AlternativeId;
  status: "available" | "restricted" | "ended" | "not-confirmed";
  /** The day from which that status is known. */
  since: string;
  source: string;
}

export const alternatives: readonly Alternative[] = [
  {
    id: "utility-template",
    status: "available",
    since: "2026-04-27T00:00:00Z",
    source: "Messenger Platform: Utility Messages",
  },
  {
    id: "marketing-messages",
    status: "restricted",
    since: "2025-07-01T00:00:00Z",
    source: "Marketing Messages API for Messenger: questions and changes, 2025 and 2026",
  },
  {
    id: "sponsored-messages",
    status: "ended",
    since: "2020-03-04T00:00:00Z",
    source: "Broadcast API reference: legacy sponsored messages ended with it",
  },
  {
    id: "one-time-notification",
    status: "not-confirmed",
    since: "2026-09-01T00:00:00Z",
    source: "Absent from the Send API reference of 2026; nothing says when it ended",
  },
];

export function ruleOf(id: RuleId): PolicyRule {
  return policyRules.find((rule) => rule.id === id)!;
}

export type RuleStatus = { holds: true } | { holds: false; since: string | null };

/** Whether a rule holds for a Page of this era at this instant; if it ended, since when. */
export function statusOfRule(rule: PolicyRule, profile: PlatformProfile, at: Date): RuleStatus {
  const era = rule.eras[profile];
  if (era === null) return { holds: false, since: null };
  const instant = profile === "legacy" ? Date.parse(legacyRuleDate) : at.getTime();
  if (era.until !== null && instant >= Date.parse(era.until)) return { holds: false, since: era.until };
  return instant >= Date.parse(era.from) ? { holds: true } : { holds: false, since: null };
}
