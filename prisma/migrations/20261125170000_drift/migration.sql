-- Differences between the Page and our cache of it, as a comparison found them.
CREATE TABLE "drift" (
    "id" BIGSERIAL NOT NULL,
    "page_id" TEXT NOT NULL,
    "job_id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('label-missing', 'label-orphaned', 'label-renamed', 'assignment-missing',
        'assignment-extra', 'labels-unread', 'customer-missing', 'message-missing')),
    "label_id" TEXT,
    "label_name" TEXT,
    "psid" TEXT,
    "customer_name" TEXT,
    -- label-renamed: the name here. message-missing: the time here.
    "ours" TEXT,
    -- What is on the Page instead.
    "theirs" TEXT,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "repaired_at" TIMESTAMPTZ(3),

    CONSTRAINT "drift_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "drift_page_id_job_id_id_idx" ON "drift"("page_id", "job_id", "id");
ALTER TABLE "drift" ADD CONSTRAINT "drift_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "drift" ADD CONSTRAINT "drift_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the nightly comparison does: nothing, tell, or tell and repair.
ALTER TABLE "page" ADD COLUMN "nightly_comparison" TEXT NOT NULL DEFAULT 'repair'
  CHECK ("nightly_comparison" IN ('off', 'report', 'repair'));
