import type {
  AlternativeId,
  MessageTag,
  Platform,
  PlatformProfile,
  PolicyRule,
  RuleId,
  SendWay,
} from "./messaging-rules";
import { messageTags, ruleOf, statusOfRule } from "./messaging-rules";

/** What a message holds, as far as the rules care. */
export type SendContent = "ordinary" | "promotional" | "customer-feedback";

/** What is known when a message to one customer is about to go out. */
export interface SendFacts {
  profile: PlatformProfile;
  platform: Platform;
  way: SendWay;
  /** The reason that is declared for writing outside the standard window; null for none. */
  tag: MessageTag | null;
  content: SendContent;
  /** `person`: a person wrote this to this one customer. Everything that goes out by itself is `automation`. */
  author: "person" | "automation";
  /** Whether the app was given the Human Agent permission in App Review. */
  humanAgentApproved: boolean;
  /** The customer's last message, tap, reaction or referral; null when there was none. */
  windowOpenedAt: Date | null;
  lastMessageAt: Date | null;
  optedOut: boolean;
  blocked: boolean;
  /** False for a customer whose labels were not or could not be read: no predicate can have selected them. */
  labelsKnown: boolean;
  at: Date;
}

/** Refused whoever the customer is: the message, its tag and its way do not go together. */
type CompositionRefusal =
  | "way-ended"
  | "way-not-on-platform"
  | "tag-not-on-platform"
  | "tag-ended"
  | "tag-not-this-way"
  | "promotional"
  | "human-agent-automated"
  | "human-agent-not-approved"
  | "feedback-not-with-this-tag"
  | "feedback-not-this-way"
  | "feedback-template-needed";

/** Refused for this customer, in the order of the waterfall: the first that holds is the one that is said. */
type CustomerRefusal =
  "labels-unknown" | "blocked" | "opted-out" | "never-wrote" | "window-closed" | "seven-days-over";

/** What can be done instead. The four alternatives are not sent by this version, which `messaging-rules` knows more of. */
type Instead = AlternativeId | "fan-out" | "human-agent-reply" | "customer-feedback" | "wait-for-message";

export type SendDecision =
  | {
      allowed: true;
      messagingType: "RESPONSE" | "UPDATE" | "MESSAGE_TAG";
      /** Null when the standard window is open: then no tag is needed, and none is spent. */
      tag: MessageTag | null;
      /** Null when the rule has no end. */
      until: Date | null;
      rule: RuleId;
    }
  | {
      allowed: false;
      reason: CompositionRefusal | CustomerRefusal;
      /** When the rule that might have allowed it ended, for all or for this customer. */
      since: Date | null;
      instead: readonly Instead[];
    };

type Allowed = Extract<SendDecision, { allowed: true }>;
type Refusal = Extract<SendDecision, { allowed: false }>;
/** A refusal before it is asked what could be used instead. */
type Refused = Pick<Refusal, "reason" | "since">;

/**
 * Decides one message to one customer at one instant. Asked again just before every send, because windows close while
 * a broadcast runs. A window is open up to, not including, its last instant.
 */
export function decideSend(facts: SendFacts): SendDecision {
  const verdict = judge(facts);
  if ("allowed" in verdict) return verdict;
  return { allowed: false, ...verdict, instead: listInstead(verdict.reason, facts) };
}

type Composition = Pick<
  SendFacts,
  "profile" | "platform" | "way" | "tag" | "content" | "author" | "humanAgentApproved" | "at"
>;

/** What is wrong with a message before anybody's window is looked at; null when nothing is. */
export function decideComposition(composition: Composition): Refusal | null {
  const refused = judgeComposition(composition);
  return (
    refused && { allowed: false, ...refused, instead: insteadOfComposition(refused.reason, composition.way) }
  );
}

function judge(facts: SendFacts): Allowed | Refused {
  const composition = judgeComposition(facts);
  if (composition !== null) return composition;
  const reason = findCustomerRefusal(facts);
  if (reason !== null) return { reason, since: null };
  if (facts.way === "broadcast-api") return allow(facts, ruleOf("broadcast-api"));
  const standard = allow(facts, ruleOf("standard-window"));
  if (isBefore(facts.at, standard.until)) return standard;
  if (facts.tag === null) return { reason: "window-closed", since: standard.until };
  const tagged = allow(facts, ruleOf(facts.tag));
  return isBefore(facts.at, tagged.until) ? tagged : { reason: "seven-days-over", since: tagged.until };
}

type CompositionRefused = { reason: CompositionRefusal; since: Date | null };

function judgeComposition(facts: Composition): CompositionRefused | null {
  return judgeWay(facts) ?? (facts.tag === null ? null : judgeTag(facts, ruleOf(facts.tag)));
}

function judgeWay({ profile, platform, way, content, tag, at }: Composition): CompositionRefused | null {
  if (way !== "broadcast-api") return null;
  const rule = ruleOf("broadcast-api");
  const status = statusOfRule(rule, profile, at);
  if (!status.holds) return { reason: "way-ended", since: toDate(status.since) };
  if (!rule.platforms.includes(platform)) return because("way-not-on-platform");
  return tag === null && content === "customer-feedback" ? because("feedback-not-this-way") : null;
}

function judgeTag(facts: Composition, rule: PolicyRule): CompositionRefused | null {
  const { profile, platform, way, content, at } = facts;
  if (!rule.platforms.includes(platform)) return because("tag-not-on-platform");
  const status = statusOfRule(rule, profile, at);
  if (!status.holds) return { reason: "tag-ended", since: toDate(status.since) };
  if (content === "promotional") return because("promotional");
  if (!rule.ways.includes(way)) return because("tag-not-this-way");
  if (rule.feedbackTemplate === "required" && content !== "customer-feedback")
    return because("feedback-template-needed");
  if (rule.feedbackTemplate === "refused" && content === "customer-feedback")
    return because("feedback-not-with-this-tag");
  if (!rule.needsPerson) return null;
  if (facts.author !== "person") return because("human-agent-automated");
  return facts.humanAgentApproved ? null : because("human-agent-not-approved");
}

function findCustomerRefusal(facts: SendFacts): CustomerRefusal | null {
  // To one person no predicate is asked, so their labels do not matter.
  if (!facts.labelsKnown && facts.way !== "one-person") return "labels-unknown";
  if (facts.blocked) return "blocked";
  if (facts.optedOut && !isAnswer(facts)) return "opted-out";
  return facts.windowOpenedAt === null ? "never-wrote" : null;
}

/** Whoever wants no more broadcasts may still ask something, and a person may answer them. */
function isAnswer({ way, author, tag }: SendFacts): boolean {
  return way === "one-person" && author === "person" && (tag === null || tag === "HUMAN_AGENT");
}

function allow(facts: SendFacts, rule: PolicyRule): Allowed {
  const tag = messageTags.find((known) => known === rule.id) ?? null;
  // A message that answers is a RESPONSE; one that the Page begins, inside the window, is an UPDATE.
  const untagged = facts.way === "one-person" ? "RESPONSE" : "UPDATE";
  const messagingType = tag === null ? untagged : "MESSAGE_TAG";
  return { allowed: true, messagingType, tag, until: endOf(rule, facts), rule: rule.id };
}

/** Null for a rule without an end. Whoever only tapped and never wrote has nothing that the 7 days count from. */
function endOf({ durationMs, countsFrom }: PolicyRule, facts: SendFacts): Date | null {
  if (durationMs === null) return null;
  const from = countsFrom === "window" ? facts.windowOpenedAt : facts.lastMessageAt;
  return new Date((from?.getTime() ?? 0) + durationMs);
}

/** What helps whoever the customer is. */
const insteadOf: Record<CompositionRefusal, readonly Instead[]> = {
  "way-ended": ["fan-out"],
  "way-not-on-platform": ["fan-out"],
  "tag-not-on-platform": ["human-agent-reply"],
  "tag-ended": ["utility-template"],
  "tag-not-this-way": ["human-agent-reply"],
  promotional: ["marketing-messages", "sponsored-messages", "one-time-notification"],
  "human-agent-automated": ["human-agent-reply"],
  "human-agent-not-approved": ["wait-for-message"],
  "feedback-not-with-this-tag": ["customer-feedback"],
  "feedback-not-this-way": ["fan-out"],
  "feedback-template-needed": ["customer-feedback"],
};

function insteadOfComposition(reason: CompositionRefusal, way: SendWay): readonly Instead[] {
  // What the Broadcast API does not take may go to each customer by itself; what that does not take, by hand.
  return reason === "tag-not-this-way" && way === "broadcast-api" ? ["fan-out"] : insteadOf[reason];
}

/** After a closed window: first what stands open to this very customer, then what the platform has besides. */
function listInstead(reason: Refused["reason"], facts: SendFacts): readonly Instead[] {
  if (reason !== "window-closed" && reason !== "seven-days-over")
    return isOfComposition(reason) ? insteadOfComposition(reason, facts.way) : ["wait-for-message"];
  const could = (change: Partial<SendFacts>) => "allowed" in judge({ ...facts, ...change });
  const open: Instead[] = [];
  if (could({ way: "one-person", author: "person", tag: "HUMAN_AGENT", content: "ordinary" }))
    open.push("human-agent-reply");
  if (could({ tag: "CUSTOMER_FEEDBACK", content: "customer-feedback" })) open.push("customer-feedback");
  const besides: Instead[] =
    facts.content === "promotional" ? ["marketing-messages", "sponsored-messages"] : ["utility-template"];
  return [...open, ...besides, "one-time-notification", "wait-for-message"];
}

function isOfComposition(reason: Refused["reason"]): reason is CompositionRefusal {
  return reason in insteadOf;
}

function because(reason: CompositionRefusal): CompositionRefused {
  return { reason, since: null };
}

function isBefore(at: Date, until: Date | null): boolean {
  return until === null || at.getTime() < until.getTime();
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
