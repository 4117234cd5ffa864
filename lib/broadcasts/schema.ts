import type { AudienceKind, AudienceStep, Exclusions } from "../domain/broadcast-audience";
import type { BroadcastState, DeliveryState } from "../domain/broadcast-state";
import type { WayDecision } from "../domain/broadcast-way";
import type { MessageContent } from "../domain/message-content";
import type { MessageTag } from "../domain/messaging-rules";
import type { Predicate } from "../domain/predicate";

export const broadcastNameLengthMax = 100;
export const ratePerSecondDefault = 40;
export const ratePerSecondMax = 300;
/** For so long a broadcast is looked for on the Page whose call got no answer. */
export const settleForMs = 10 * 60_000;
/** A canary goes to so many first. */
export const canarySize = 25;

export type DeliveryCounts = Record<DeliveryState, number>;

/** Somebody's word, and when they gave it. */
export interface Said {
  by: string | null;
  at: string;
}

export interface BroadcastRow {
  id: string;
  name: string;
  state: BroadcastState;
  content: MessageContent;
  /** For those whose standard window is closed. */
  tag: MessageTag | null;
  /** That the use of the tag is an allowed one; null when nobody said so since the last change. */
  tagConfirmed: Said | null;
  audienceKind: AudienceKind;
  /** Null for everyone, and for a frozen list. */
  predicate: Predicate | null;
  /** Of the kind "frozen-list"; null once that list is deleted. */
  frozenListId: string | null;
  frozenListName: string | null;
  exclusions: Exclusions;
  segmentId: string | null;
  segmentName: string | null;
  ratePerSecond: number;
  /** Null for at once. */
  scheduledAt: string | null;
  /** In which it was scheduled. */
  timeZone: string | null;
  /** After this nothing more goes out. */
  tooLateAt: string | null;
  isCanary: boolean;
  /** Until when the canary is watched; null before and without. */
  canaryUntil: string | null;
  canaryPassedAt: string | null;
  approved: (Said & { people: number | null }) | null;
  wantsBroadcastApi: boolean;
  /** Decided at the start. */
  way: "fan-out" | "broadcast-api";
  /** What Facebook tells of a broadcast through the Broadcast API; null of what it does not tell. */
  graph: {
    /** It was asked for: from then on it is out of our hands, but for one that is still to come. */
    isAsked: boolean;
    isUnknown: boolean;
    /** What became of it cannot be found out from here, now or at all: a person may end it as unknown. */
    mayBeEnded: boolean;
    /** Until when it is looked for; null when it is not. */
    lookedForUntil: string | null;
    messagesSent: number | null;
    reach: number | null;
  };
  /** How many the review promised at the start; null before. */
  predicted: number | null;
  counts: DeliveryCounts;
  /** All lines of the ledger: always the sum of `counts`. */
  recipients: number;
  stoppedReason: string | null;
  createdAt: string;
  updatedAt: string;
  createdBy: string | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface BroadcastProgress extends BroadcastRow {
  /** Messages a second over the last ten seconds; null when nothing is being sent. */
  ratePerSecondNow: number | null;
  /**
   * Milliseconds until the end at the speed measured, or the chosen one, and what it waits for before; null when nothing is
   * being sent, or nobody knows for how long.
   */
  remainingMs: number | null;
  /** Why it does not begin or go on although its time has come, in words; it does by itself once that has passed. */
  waitsFor: string | null;
  /** Until when Facebook wants nothing sent for this Page, or cannot be reached; null for the moments between sends. */
  heldUntil: string | null;
  /** When the quiet hours end that it waits for; null outside them. */
  quietUntil: string | null;
  /** It stopped by itself over its first few, so that only a person can say that the others get it all the same. */
  isStoppedByCanary: boolean;
}

export const broadcastViews = ["all", "drafts", "running", "over"] as const;
export type BroadcastView = (typeof broadcastViews)[number];

export interface BroadcastList {
  rows: BroadcastRow[];
  nextCursor: string | null;
  /** Nothing at all is there, whatever was searched for. */
  isEmpty: boolean;
}

/** One that was begun, by its name: its recipients can be left out of another. */
export interface BegunBroadcast {
  id: string;
  name: string;
}

/** What Facebook tells of a message that was sent; `replied`: they wrote to the Page after they got it. */
export const receipts = ["delivered", "read", "replied"] as const;
export type Receipt = (typeof receipts)[number];

/** Some lines of a ledger: all that is given holds of each. */
export interface LineFilter {
  states?: readonly DeliveryState[];
  /** As it is stored: see `toReasonWords`. */
  reason?: string;
  receipt?: Receipt;
}

export type Blocker =
  | "import-running"
  | "cache-stale"
  | "nobody"
  | "message"
  | "predicate"
  | "policy"
  | "tag-unconfirmed"
  | "approval"
  | "schedule";
export type Warning =
  "labels-unknown" | "fast-rate" | "nearly-everyone" | "quiet-hours" | "too-slow" | "nobody-then";

/** From those who match to those who will receive it. */
export interface BroadcastWaterfall {
  everyone: number;
  labelsUnknown: number;
  matches: number;
  steps: { code: AudienceStep; people: number }[];
  willReceive: number;
}

export interface BroadcastReview {
  broadcast: BroadcastRow;
  way: WayDecision;
  /** Of one for later: at its time, if nobody writes meanwhile. */
  waterfall: BroadcastWaterfall;
  /** How many would receive it now; null when it is for now. */
  peopleNow: number | null;
  blockers: { code: Blocker; message: string }[];
  warnings: { code: Warning; message: string }[];
  estimateMs: number;
  /** A second person agrees, to `people`, when that is more than `above`. */
  approval: {
    above: number;
    people: number;
    isNeeded: boolean;
    isGiven: boolean;
    mayApprove: boolean;
  } | null;
}

/** How many would receive it if it were sent at each of these times, everything else as it is now. */
export interface SendForecast {
  points: { at: string; people: number }[];
}

/** What came of a broadcast. */
export interface BroadcastReport {
  receipts: Record<Receipt, number>;
  /** Outcomes with a reason, the commonest first, each with what can be done about it. */
  reasons: { state: DeliveryState; reason: string; people: number; words: string; next: string | null }[];
  /** How many by the end of each part of its time. */
  timeline: { at: string; sent: number; delivered: number; read: number }[];
  predicted: number | null;
  /** Lines of the ledger more (or fewer) than were promised. */
  changedAtStart: number;
}

export interface DeliveryRow {
  psid: string;
  name: string;
  state: DeliveryState;
  reason: string | null;
  reasonWords: string | null;
  messageId: string | null;
  at: string | null;
}

export interface DeliveryList {
  rows: DeliveryRow[];
  nextCursor: string | null;
}

/** Who fell away at a step of the waterfall. */
export interface FallenList {
  rows: { psid: string; name: string; ordinal: number; windowOpenedAt: string | null }[];
  nextCursor: string | null;
}
