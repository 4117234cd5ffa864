import type { CustomerRow } from "../customers/schema";
import type { LeadStage } from "../domain/lead-stage";

export interface LeadRow {
  customer: CustomerRow;
  /** ISO 8601 of when the stage's label was put on; null when that was before the Page was first read. */
  setAt: string | null;
}

export interface LeadStageCount {
  stage: LeadStage;
  /** Null when the Page has no such label: Messenger makes it with the first lead of that stage. */
  labelId: string | null;
  people: number;
}

export interface LeadList {
  stages: LeadStageCount[];
  rows: LeadRow[];
  nextCursor: string | null;
}

export const leadsPageLength = 50;
