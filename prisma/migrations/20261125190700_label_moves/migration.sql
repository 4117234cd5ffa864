-- Renaming and merging of labels, and what a Page says of its labels for itself.
ALTER TABLE "label"
    ADD COLUMN "hue" TEXT,
    ADD COLUMN "description" TEXT,
    ADD COLUMN "group_name" TEXT;

-- What a segment's version is when a label was renamed or merged, and nobody edited it.
ALTER TABLE "segment_version" ADD COLUMN "note" JSONB;

-- Which label took the place of one that is gone: earlier versions of segments speak of it.
ALTER TABLE "former_label" ADD COLUMN "became_id" TEXT;
CREATE INDEX "former_label_page_id_label_id_idx" ON "former_label"("page_id", "label_id");
