import type { Receipt } from "../broadcasts/schema";
import type { LastMessageFilter, WindowFilter } from "../customers/schema";
import type { DeliveryState } from "../domain/broadcast-state";
import type { MissingStage } from "../label-moves/schema";
import type { MovePhase } from "../label-moves/spec";
import type { JobItemState, JobState } from "../generated/prisma/enums";

/** More can be selected only by what they have in common. */
export const selectedMax = 1_000;

/** Whom a bulk change is about: people picked one by one, or everyone that a view shows but for a few. */
export type Selection =
  | { kind: "some"; ordinals: number[] }
  | {
      kind: "all";
      search?: string;
      filter?: string;
      window?: WindowFilter;
      lastMessage?: LastMessageFilter;
      except: number[];
    }
  /** Those whose line in a broadcast's ledger is in one of these states, has this reason, is told of as this. */
  | { kind: "broadcast"; broadcastId: string; states: DeliveryState[]; reason?: string; receipt?: Receipt };

export interface BulkChange {
  selection: Selection;
  /** Ids of labels. */
  assign: string[];
  remove: string[];
}

/** The difference first: what a bulk change would do, exactly, at this moment. */
export interface BulkDifference {
  people: number;
  /** Their labels are not known, so they are left out. */
  labelsUnknown: number;
  labels: { labelId: string; name: string; isAssign: boolean; change: number; unchanged: number }[];
}

type ItemCounts = Record<JobItemState, number>;

/** A job with its progress. One item is one label on one customer. */
export interface JobRow {
  id: string;
  kind: "bulk" | "undo" | "rename" | "merge";
  /** Where a job of several steps stands; null for the others. */
  phase: MovePhase | null;
  /** Whether it can still be cancelled: what has been switched over can only be finished. */
  canCancel: boolean;
  /** People who would lose their label, when a rename or a merge is paused because of them. */
  missing: { people: number; stage: MissingStage } | null;
  state: JobState;
  assign: JobLabel[];
  remove: JobLabel[];
  people: number;
  items: number;
  counts: ItemCounts;
  ratePerSecond: number | null;
  /** At this rate; null when it is not known or the job does not run. */
  remainingMs: number | null;
  /** Whether the Page's calls of the day are used up before the job is done, as far as the Graph tells. */
  exceedsBudget: boolean;
  trouble: string | null;
  createdBy: string | null;
  createdAt: string;
  finishedAt: string | null;
  undoOfId: string | null;
  /** The job that undoes it, when there is one. */
  undoneById: string | null;
}

/** Any job of the Page. */
export interface AnyJobRow {
  id: string;
  kind: JobRow["kind"] | "import" | "compare";
  state: JobState;
  done: number;
  total: number | null;
  trouble: string | null;
  /** Null for what Labelcast began by itself. */
  createdBy: string | null;
  createdAt: string;
  finishedAt: string | null;
  /** More of a job with a result for each customer. */
  steered: JobRow | null;
}

export interface AllJobs {
  jobs: AnyJobRow[];
  nextCursor: string | null;
}

interface JobLabel {
  labelId: string;
  name: string;
}

export interface JobItemRow {
  ordinal: number;
  psid: string;
  name: string;
  labelName: string;
  isAssign: boolean;
  state: JobItemState;
  reasonWords: string | null;
  at: string | null;
}

export interface JobItemList {
  rows: JobItemRow[];
  nextCursor: string | null;
}

export const itemStates = [
  "pending",
  "attempting",
  "done",
  "unchanged",
  "failed",
  "skipped",
  "unknown",
] as const satisfies readonly JobItemState[];

export function isJobOver(state: JobState): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}
