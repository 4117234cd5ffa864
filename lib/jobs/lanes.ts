import type { JobName } from "./queue";

export type Lane = "prompt" | "short" | "long";

/** How many jobs of a lane one worker process does at a time. */
export const slotsOfLane: Record<Lane, number> = { prompt: 4, short: 4, long: 12 };

/**
 * The slots that a job may take. What runs for long has its own: however many broadcasts, imports and bulk changes are under
 * way, another broadcast is prepared; and however many are prepared, a STOP that comes in is applied.
 */
export const laneOf: Record<JobName, Lane> = {
  "ingest-webhooks": "prompt",
  "prepare-broadcast": "short",
  "start-scheduled-broadcast": "short",
  "watch-graph-broadcast": "short",
  "compare-all-pages": "short",
  "watch-webhooks": "long",
  "send-broadcast": "long",
  "import-page": "long",
  "compare-page": "long",
  "read-labels": "long",
  "change-labels": "long",
  "move-labels": "long",
  "delete-page": "long",
  "measure-segments": "long",
  "prune-webhooks": "long",
};
