-- Jobs with a result for each item: bulk changes of labels, and what undoes them.
ALTER TYPE "job_state" ADD VALUE 'paused';

CREATE TYPE "job_item_state" AS ENUM ('pending', 'attempting', 'done', 'unchanged', 'failed', 'skipped', 'unknown');

ALTER TABLE "job"
    ADD COLUMN "created_by_id" UUID,
    ADD COLUMN "spec" JSONB,
    ADD COLUMN "members" INTEGER[],
    ADD COLUMN "undo_of_id" UUID,
    ADD COLUMN "counts" JSONB,
    ADD COLUMN "rate_per_second" DOUBLE PRECISION,
    ADD COLUMN "used_percent" DOUBLE PRECISION;
CREATE INDEX "job_undo_of_id_idx" ON "job"("undo_of_id");

CREATE TABLE "job_item" (
    "job_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "label_key" INTEGER NOT NULL,
    "page_id" TEXT NOT NULL,
    "is_assign" BOOLEAN NOT NULL,
    "state" "job_item_state" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "attempted_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "job_item_pkey" PRIMARY KEY ("job_id", "ordinal", "label_key"),
    CONSTRAINT "job_item_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "job_item_job_id_state_ordinal_label_key_idx" ON "job_item"("job_id", "state", "ordinal", "label_key");
