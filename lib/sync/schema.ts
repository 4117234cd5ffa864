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
