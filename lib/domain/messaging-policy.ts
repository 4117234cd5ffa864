/**
 * When a Page may write to a customer. Rules are data with the date from which they hold and where that is written,
 * so that a rule the platform changes is one line here, and the interface can say why.
 */
export type PolicyRule = {
  id: "standard-window";
  /** How long after `windowOpenedAt` the rule allows a message. */
  durationMs: number;
  messagingType: "RESPONSE" | "UPDATE";
  isPromotionAllowed: boolean;
  /** First instant at which the rule holds, ISO 8601. */
  effectiveFrom: string;
  source: string;
};

export const standardWindowMs = 24 * 60 * 60 * 1_000;

export const policyRules: readonly PolicyRule[] = [
  {
    id: "standard-window",
    durationMs: standardWindowMs,
    messagingType: "RESPONSE",
    isPromotionAllowed: true,
    effectiveFrom: "2020-03-04T00:00:00Z",
    source: "Messenger Platform policy overview: standard messaging window, 24 hours, may contain promotions",
  },
];

/** Why a message is refused, in the order of the waterfall: the first that holds is the one that is said. */
type RefusalReason = "labels-unknown" | "blocked" | "opted-out" | "never-wrote" | "window-closed";

/** What is known about one customer when a message is about to go out. */
export type SendFacts = {
  /** False for a customer whose labels were not or could not be read: no predicate can have selected them. */
  labelsKnown: boolean;
  blocked: boolean;
  optedOut: boolean;
  /** The customer's last message, tap, reaction or referral; null when there was none. */
  windowOpenedAt: Date | null;
  at: Date;
};

export type SendDecision =
  | { allowed: true; messagingType: "RESPONSE" | "UPDATE"; tag: null; until: Date; rule: PolicyRule["id"] }
  | { allowed: false; reason: RefusalReason; windowClosedAt: Date | null };

/**
 * Decides one message to one customer at one instant. Asked again just before every send, because windows close while
 * a broadcast runs. The window is open up to, not including, its 24th hour.
 */
export function decideSend(facts: SendFacts): SendDecision {
  const refuse = (reason: RefusalReason, windowClosedAt: Date | null = null): SendDecision => ({
    allowed: false,
    reason,
    windowClosedAt,
  });
  if (!facts.labelsKnown) return refuse("labels-unknown");
  if (facts.blocked) return refuse("blocked");
  if (facts.optedOut) return refuse("opted-out");
  const { windowOpenedAt, at } = facts;
  if (windowOpenedAt === null) return refuse("never-wrote");
  const rule = policyRules.find(({ effectiveFrom }) => Date.parse(effectiveFrom) <= at.getTime());
  if (rule === undefined) return refuse("window-closed");
  const until = new Date(windowOpenedAt.getTime() + rule.durationMs);
  if (at.getTime() >= until.getTime()) return refuse("window-closed", until);
  return { allowed: true, messagingType: rule.messagingType, tag: null, until, rule: rule.id };
}
