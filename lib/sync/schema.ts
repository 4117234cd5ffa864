import type { JobState } from "../generated/prisma/enums";

export interface SyncStatus {
  import: ImportProgress;
  lastWebhookAt: string | null;
  importedAt: string | null;
  /** Webhooks that came and are not applied yet. */
  waitingWebhooks: number;
  /** Customers whose labels are in doubt or not read yet, beyond those whom a first import still reads. */
  waitingCustomers: number;
  /** Why those cannot be read now, and what happens next; null when all is well. */
  trouble: string | null;
  /** True when the import is done and nothing waits. */
  inStep: boolean;
}

export interface ImportProgress {
  state: JobState;
  phase: ImportPhase;
  done: number;
  total: number | null;
  /** What is wrong and what happens next; null when all is well. */
  trouble: string | null;
}

export type ImportPhase = "labels" | "conversations" | "people" | "done";

export type ComparisonPhase = "labels" | "conversations" | "people" | "done";
/** Whether differences are only told, or the cache is made as the Page is. */
export type ComparisonMode = "report" | "repair";

export type DriftKind =
  | "label-missing"
  | "label-orphaned"
  | "label-renamed"
  | "assignment-missing"
  | "assignment-extra"
  | "labels-unread"
  | "customer-missing"
  | "message-missing";

export interface DriftRow {
  id: string;
  kind: DriftKind;
  labelId: string | null;
  /** As it is or was called; null when only its id is known. */
  labelName: string | null;
  psid: string | null;
  customerName: string | null;
  ours: string | null;
  theirs: string | null;
  repairedAt: string | null;
}

/** The newest comparison of the Page with our cache. */
export interface ComparisonReading {
  id: string;
  state: JobState;
  phase: ComparisonPhase;
  mode: ComparisonMode;
  done: number;
  total: number | null;
  trouble: string | null;
  /** ISO 8601 */
  startedAt: string | null;
  finishedAt: string | null;
  /** Seconds until it is over at the pace so far; null while nothing can be said. */
  secondsLeft: number | null;
  differences: number;
  unrepaired: number;
}

export const nightlyComparisons = ["repair", "report", "off"] as const;
export type NightlyComparison = (typeof nightlyComparisons)[number];

export interface WebhookRow {
  id: string;
  /** ISO 8601 */
  receivedAt: string;
  /** From its arrival until it was applied, in ms; null while it waits. */
  lagMs: number | null;
  /** Why it could not be applied; null when it was, or waits. */
  trouble: string | null;
  bytes: number;
  /** What it tells of, such as "inbox_labels" or "messages", with how often. */
  fields: Record<string, number>;
}

/** What the settings show of being in step. */
export interface SyncReport {
  comparison: ComparisonReading | null;
  drift: DriftRow[];
  nightly: NightlyComparison;
  webhooks: WebhookRow[];
  /** Of the last day's webhooks, in ms; null without any. */
  lag: { p50: number; p95: number } | null;
}
