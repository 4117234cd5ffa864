-- How the file was written, as far as it can be told from its bytes.
ALTER TABLE "csv_import" ADD COLUMN "encoding" TEXT NOT NULL DEFAULT 'utf-8';

-- What the names of the file meant when its job was begun: the job makes its items slice by slice.
ALTER TABLE "csv_import" ADD COLUMN "named_labels" JSONB;
CREATE INDEX "csv_import_job_id_idx" ON "csv_import"("job_id");
