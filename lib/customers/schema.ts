import * as z from "zod";

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
