-- The people whom a predicate selected at one moment, as bits over ordinals. Ordinals are never used again, so a
-- person who is deleted drops out and nobody can take their place.
CREATE TABLE "frozen_list" (
    "id" UUID NOT NULL,
    "page_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "predicate" JSONB NOT NULL,
    "segment_id" UUID,
    "people" INTEGER NOT NULL,
    "members" BYTEA NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "frozen_by_id" UUID,

    CONSTRAINT "frozen_list_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "frozen_list_page_id_frozen_at_idx" ON "frozen_list"("page_id", "frozen_at");

ALTER TABLE "frozen_list" ADD CONSTRAINT "frozen_list_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "frozen_list" ADD CONSTRAINT "frozen_list_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment"("id") ON DELETE SET NULL ON UPDATE CASCADE;
