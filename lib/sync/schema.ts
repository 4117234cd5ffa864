import type { JobState } from "../generated/prisma/enums";

export interface SyncStatus {
  import: ImportProgress;
  lastWebhookAt: string | null;
  importedAt: string | null;
  /** Webhooks that came and are not applied yet. */
  waitingWebhooks: number;
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
