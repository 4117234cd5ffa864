import type { CustomerRow } from "../customers/schema";
import type { LabelChange } from "../labels/schema";
import type { LeadStage } from "../domain/lead-stage";

export interface LeadRow {
  customer: CustomerRow;
  /** ISO 8601 of when the stage's label was put on; null when that was before the Page was first read. */
  setAt: string | null;
  claim: LeadClaim | null;
}

/** Who answers a lead, since when (ISO 8601). */
export interface LeadClaim {
  userId: string;
  name: string;
  at: string;
}

/** Who else answers this person, so that nobody else does: the one rule for the screen and the server. */
export function findOtherAnswering<Claim extends Pick<LeadClaim, "userId">>(
  claim: Claim | null,
  userId: string,
): Claim | null {
  return claim === null || claim.userId === userId ? null : claim;
}

/** A week. */
export const leadTargetMinutesMax = 10_080;

export interface LeadFunnel {
  /** From when on changes are known; null before the first import. */
  knownSince: string | null;
  /** Whether the last 7 and 30 days are known from end to end. */
  isWeekWhole: boolean;
  isMonthWhole: boolean;
  stages: {
    stage: LeadStage;
    people: number;
    /** Different people who came to it in the last 7 and 30 days. */
    reachedWeek: number;
    reachedMonth: number;
    change: LabelChange | null;
  }[];
}

export interface LeadStageCount {
  stage: LeadStage;
  /** Null when the Page has no such label: Messenger makes it with the first lead of that stage. */
  labelId: string | null;
  people: number;
}

export interface LeadList {
  stages: LeadStageCount[];
  /** Within how many minutes a complete lead is to be answered; null for no target. */
  targetMinutes: number | null;
  /** Who works on leads, and so can be given one. */
  team: { userId: string; name: string }[];
  rows: LeadRow[];
  nextCursor: string | null;
}

export const leadsPageLength = 50;
