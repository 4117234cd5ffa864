import type { ContentKind } from "./message-content";
import { ruleOf, type MessageTag } from "./messaging-rules";
import type { Predicate } from "./predicate";

/** Where an audience comes from. `everyone` is everybody whose labels are known. */
export const audienceKinds = ["segment", "predicate", "label", "frozen-list", "everyone"] as const;
export type AudienceKind = (typeof audienceKinds)[number];

/** Kinds whose people no predicate says; a predicate that is missing from any other kind is a mistake, not everyone. */
export function hasPredicate(kind: AudienceKind): boolean {
  return kind !== "everyone" && kind !== "frozen-list";
}

/** Who is left out of an audience. A segment is left out as it was when the draft was saved. */
export type Exclusions = {
  segments: { segmentId: string; predicate: Predicate }[];
  /** Whoever received one of these broadcasts, or may have. */
  broadcastIds: string[];
  /** Whoever was written to within so many days; null for nobody. */
  contactedWithinDays: number | null;
};

export const noExclusions: Exclusions = { segments: [], broadcastIds: [], contactedWithinDays: null };

/** The steps from those who match to those who will receive it, in the order in which they are taken. */
export const audienceSteps = [
  // Beside an audience that labels select; of a frozen list, those of it whom an excluded segment leaves in doubt.
  "labels-unknown",
  "excluded-segment",
  "excluded-broadcast",
  "contacted-lately",
  "blocked",
  "opted-out",
  "over-cap",
  // Last, so that "what if I send at …" moves nothing but this step.
  "window-closed",
] as const;
export type AudienceStep = (typeof audienceSteps)[number];

/** What the waterfall shows and lists: its steps, and who remains. */
export const waterfallSteps = [...audienceSteps, "will-receive"] as const;
export type WaterfallStep = (typeof waterfallSteps)[number];

/** How far from their window a customer may be and still be written to. */
export type Reach = "standard-window" | "seven-days" | "open-conversation";

export function reachOf(tag: MessageTag | null, kind: ContentKind): Reach {
  if (tag === null) return "standard-window";
  if (tag === "CUSTOMER_FEEDBACK" && kind !== "feedback") return "standard-window";
  return ruleOf(tag).durationMs === null ? "open-conversation" : "seven-days";
}
