-- A segment as it was saved each time, from number 1 on. The highest number is what the segment says now.
CREATE TABLE "segment_version" (
    "segment_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "page_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "predicate" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_by_id" UUID,
    "restored_from" INTEGER,

    CONSTRAINT "segment_version_pkey" PRIMARY KEY ("segment_id","number")
);

-- How many people a segment selected: measured once a day, and at each save.
CREATE TABLE "segment_size" (
    "segment_id" UUID NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "people" INTEGER,

    CONSTRAINT "segment_size_pkey" PRIMARY KEY ("segment_id","measured_at")
);

ALTER TABLE "segment_version" ADD CONSTRAINT "segment_version_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "segment_size" ADD CONSTRAINT "segment_size_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was saved before there were versions is the first one.
INSERT INTO "segment_version" ("segment_id", "number", "page_id", "name", "predicate", "saved_at", "saved_by_id")
SELECT "id", 1, "page_id", "name", "predicate", "updated_at", "updated_by_id" FROM "segment";
