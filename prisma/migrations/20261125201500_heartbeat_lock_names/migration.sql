-- The queue locks jobs in the name of its pools of workers, so these are what a heartbeat tells.
ALTER TABLE "worker_heartbeat" RENAME COLUMN "worker_ids" TO "lock_names";
