import type { AudienceStep, Exclusions } from "./broadcast-audience";
import type { MessageContent } from "./message-content";
import type { MessageTag, PlatformProfile } from "./messaging-rules";
import { ruleOf, statusOfRule } from "./messaging-rules";
import type { Predicate } from "./predicate";

/** Why a broadcast goes out as one call for each customer: the first of these that holds. */
type FanOutReason =
  | "api-ended"
  | "not-wanted"
  | "tag"
  | "content"
  | "exclusions"
  | "frozen-list"
  | "canary"
  | "too-late"
  | "quiet-hours"
  | "labels-unknown"
  | "opted-out"
  | "over-cap"
  | "never-wrote";

export type WayDecision = { way: "broadcast-api" } | { way: "fan-out"; why: FanOutReason };

interface WayFacts {
  profile: PlatformProfile;
  /** The person asked for the Broadcast API. */
  isWanted: boolean;
  tag: MessageTag | null;
  content: MessageContent;
  exclusions: Exclusions;
  /** Its people are kept, not selected by labels. */
  isFrozen: boolean;
  isCanary: boolean;
  /** A time after which nothing more may go out. */
  isLimitedInTime: boolean;
  hasQuietHours: boolean;
  /** Of the audience as the Broadcast API would reach it. */
  labelsUnknown: number;
  steps: readonly { code: AudienceStep; people: number }[];
  at: Date;
}

/**
 * The Broadcast API takes a predicate over the Page's labels and nothing else. It is used only when that is exactly
 * the audience and nothing is asked that Facebook cannot keep: whoever opted out, is over a cap or is left out by anything
 * but labels would get the message too, and at any hour.
 */
export function decideWay(facts: WayFacts): WayDecision {
  const { profile, isWanted, tag, content, exclusions, labelsUnknown, steps, at } = facts;
  const { isFrozen, isCanary, isLimitedInTime, hasQuietHours } = facts;
  const fanOut = (why: FanOutReason): WayDecision => ({ way: "fan-out", why });
  if (!statusOfRule(ruleOf("broadcast-api"), profile, at).holds) return fanOut("api-ended");
  if (!isWanted) return fanOut("not-wanted");
  if (tag !== null) return fanOut("tag");
  if (!canCarry(content)) return fanOut("content");
  if (isFrozen) return fanOut("frozen-list");
  if (exclusions.broadcastIds.length > 0 || exclusions.contactedWithinDays !== null)
    return fanOut("exclusions");
  if (isCanary) return fanOut("canary");
  if (isLimitedInTime) return fanOut("too-late");
  if (hasQuietHours) return fanOut("quiet-hours");
  if (labelsUnknown > 0) return fanOut("labels-unknown");
  const isIn = (code: AudienceStep) => steps.some((step) => step.code === code && step.people > 0);
  if (isIn("opted-out")) return fanOut("opted-out");
  if (isIn("over-cap")) return fanOut("over-cap");
  return isIn("window-closed") ? fanOut("never-wrote") : { way: "broadcast-api" };
}

/** `{first_name}` is filled in there in a text only; the survey is younger than the Broadcast API. */
function canCarry(content: MessageContent): boolean {
  if (content.kind === "feedback") return false;
  return content.kind === "text" || !JSON.stringify(content).includes("{first_name");
}

/** The audience as one predicate: excluded segments become NOT. Null for everyone. */
export function toOnePredicate(source: Predicate | null, { segments }: Exclusions): Predicate | null {
  if (segments.length === 0) return source;
  const excluded = segments.map(({ predicate }): Predicate => ({ op: "NOT", operand: predicate }));
  const operands = source === null ? excluded : [source, ...excluded];
  return operands.length === 1 ? operands[0]! : { op: "AND", operands };
}
