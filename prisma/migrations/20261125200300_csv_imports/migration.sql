-- Files of customers and labels: read line by line, shown as a difference, then used by a job.
CREATE TABLE "csv_import" (
    "id" UUID NOT NULL,
    "page_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "ignored" TEXT[],
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "job_id" UUID,
    CONSTRAINT "csv_import_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "csv_import_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "csv_import_page_id_created_at_idx" ON "csv_import"("page_id", "created_at");

CREATE TABLE "csv_import_row" (
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "psid" TEXT NOT NULL,
    "label_names" TEXT[],
    "cells" TEXT[],
    "problem" TEXT,
    CONSTRAINT "csv_import_row_pkey" PRIMARY KEY ("import_id", "line"),
    CONSTRAINT "csv_import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "csv_import"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
