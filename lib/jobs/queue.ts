import type { Transaction } from "../db";

/** Every kind of job, with what it is told. Handlers are in `lib/jobs/handlers`. */
export interface JobPayloads {
  "import-page": { pageId: string; jobId: string };
  "ingest-webhooks": { pageId: string };
  "read-labels": { pageId: string };
  "prune-webhooks": object;
  "change-labels": { pageId: string; jobId: string };
  "move-labels": { pageId: string; jobId: string };
  "measure-segments": object;
  "watch-webhooks": object;
  "compare-page": { pageId: string; jobId: string };
  "compare-all-pages": object;
  "delete-page": { pageId: string };
  "prepare-broadcast": { pageId: string; broadcastId: string };
  "send-broadcast": { pageId: string; broadcastId: string };
  "watch-graph-broadcast": { pageId: string; broadcastId: string; seen?: string | null };
  "start-scheduled-broadcast": { pageId: string; broadcastId: string };
}

export type JobName = keyof JobPayloads;

interface EnqueueOptions {
  /** Jobs of one queue run one after another. */
  queue?: string;
  /** A job that still waits under the same key is replaced, so that a thousand calls make one job. */
  key?: string;
  runAt?: Date;
}

/**
 * Adds a job in the caller's transaction: the work and the rows it is about appear together, or not at all. Said twice when
 * the first was lost: the queue merges it with one of the same key that still waits, and a worker may take that at this
 * very moment, before the rows are there to be seen.
 */
export async function enqueue<Name extends JobName>(
  transaction: Pick<Transaction, "$executeRaw">,
  name: Name,
  payload: JobPayloads[Name],
  { queue, key, runAt }: EnqueueOptions = {},
): Promise<void> {
  await transaction.$executeRaw`
    SELECT coalesce(
      (graphile_worker.add_job(identifier => name, payload => payload, queue_name => queue, job_key => key, run_at => run_at)).id,
      (graphile_worker.add_job(identifier => name, payload => payload, queue_name => queue, job_key => key, run_at => run_at)).id
    ) FROM (SELECT ${name}::text AS name, ${JSON.stringify(payload)}::json AS payload, ${queue ?? null}::text AS queue,
                   ${key ?? null}::text AS key, ${runAt ?? null}::timestamptz AS run_at) AS job`;
}
