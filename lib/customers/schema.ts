import * as z from "zod";
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

export interface CustomerList {
  total: number;
  rows: CustomerRow[];
  nextCursor: string | null;
  previousCursor: string | null;
}

export interface CustomerView {
  /** Part of a name, or the beginning of a PSID. */
  search?: string;
  /** A predicate, encoded by `encodePredicate`. */
  filter?: string;
  cursor?: string;
  limit?: number;
}

export const customersPageLength = 50;
export const customersPageLengthMax = 200;

/** Graph ids are digits; anything else is no PSID. */
export const psidPattern = /^\d{1,32}$/;

export const changeLabelInput = z.object({ pageId: z.string(), psid: z.string(), labelId: z.string() });

/** Who put a label on or took it off. What nobody here claims was done in Facebook. */
export type LabelSource =
  | { kind: "person"; name: string | null }
  | { kind: "job"; name: string | null; jobId: string }
  | { kind: "facebook" }
  | { kind: "before-import" };

export interface CustomerProfile {
  customer: CustomerRow;
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
