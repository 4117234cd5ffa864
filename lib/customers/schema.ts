import type { DeliveryState } from "../domain/broadcast-state";
import type { LabelHue } from "../domain/label-hue";

export interface CustomerRow {
  psid: string;
  ordinal: number;
  name: string;
  labelIds: string[];
  labelsKnown: boolean;
  labelsUnknownReason: LabelsUnknownReason | null;
  /** ISO 8601; null when the customer never wrote. */
  lastMessageAt: string | null;
  /** ISO 8601 of what opened the 24-hour window last. */
  windowOpenedAt: string | null;
  blocked: boolean;
}

export type LabelsUnknownReason = "not-read-yet" | "phone-account" | "unreadable";

export const customerSorts = ["name", "lastMessage", "window"] as const;
export type CustomerSort = (typeof customerSorts)[number];
export const sortDirections = ["forward", "reversed"] as const;
export const windowFilters = ["open", "closing", "closed"] as const;
export type WindowFilter = (typeof windowFilters)[number];
export const lastMessageFilters = ["day", "week", "month", "older", "never"] as const;
export type LastMessageFilter = (typeof lastMessageFilters)[number];

export interface CustomerList {
  /** How many the view shows in all. */
  total: number;
  /** Those from the asked position on. */
  rows: CustomerRow[];
}

/** What a view of customers shows, and in which order. Everything that is left out is as it usually is. */
export interface CustomerView {
  /** Words of a name, or the beginning of a PSID. */
  search?: string;
  /** A predicate, encoded by `encodePredicate`. */
  filter?: string;
  window?: WindowFilter;
  lastMessage?: LastMessageFilter;
  /** By the last message unless said. */
  sort?: CustomerSort;
  /** The other way round: names from Z, the oldest message first, the window that closes first. */
  direction?: (typeof sortDirections)[number];
}

/** Rows are read in blocks of so many. */
export const customersBlockLength = 100;

/** Graph ids are digits; anything else is no PSID. */
export const psidPattern = /^\d{1,32}$/;

/** Who put a label on or took it off. What nobody here claims was done in Facebook. */
export type LabelSource =
  | { kind: "person"; name: string | null }
  | { kind: "job"; name: string | null; jobId: string }
  | { kind: "facebook" }
  | { kind: "before-import" };

export const optInReasonLengthMax = 200;

/** Who wants no broadcasts. */
export interface OptOutList {
  rows: {
    psid: string;
    name: string;
    at: string;
    /** What they wrote; null when somebody here did it for them. */
    word: string | null;
    /** Who did it for them; null for the customer, and for somebody who is gone. */
    by: string | null;
  }[];
  total: number;
  nextCursor: string | null;
}

export interface CustomerProfile {
  customer: CustomerRow;
  /** As Facebook gives it: what a message says for `{first_name}`. */
  firstName: string | null;
  optedOutAt: string | null;
  /** The labels that the customer has now, with who put them on; `at` is null before the first import. */
  labels: { labelId: string; source: LabelSource; at: string | null }[];
}

export interface LabelHistoryRow {
  id: string;
  at: string;
  isAssigned: boolean;
  /** Null when nobody kept the name. */
  labelName: string | null;
  hue: LabelHue | null;
  source: LabelSource;
}

export interface LabelHistoryList {
  rows: LabelHistoryRow[];
  nextCursor: string | null;
}

export interface Conversation {
  /** Oldest first. */
  messages: ConversationMessage[];
  /** The Graph shows the newest messages only. */
  mayHaveOlder: boolean;
}

export interface ConversationMessage {
  id: string;
  isFromPage: boolean;
  at: string;
  /** Null or empty for a picture, a voice message and the like. */
  text: string | null;
}

export interface CustomerDelivery {
  broadcastId: string;
  broadcastName: string;
  state: DeliveryState;
  reasonWords: string | null;
  at: string | null;
  deliveredAt: string | null;
  readAt: string | null;
}

export interface CustomerDeliveryList {
  rows: CustomerDelivery[];
  nextCursor: string | null;
}
