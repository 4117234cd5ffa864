-- The audience engine's bitsets of a Page at one version, for a quick start: one snapshot a Page, cut into parts.
CREATE TABLE "audience_snapshot" (
    "page_id" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "anchor" TEXT NOT NULL,
    "checksum" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "parts" INTEGER NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audience_snapshot_pkey" PRIMARY KEY ("page_id")
);

CREATE TABLE "audience_snapshot_part" (
    "page_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "audience_snapshot_part_pkey" PRIMARY KEY ("page_id","place")
);

ALTER TABLE "audience_snapshot" ADD CONSTRAINT "audience_snapshot_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "audience_snapshot_part" ADD CONSTRAINT "audience_snapshot_part_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "audience_snapshot"("page_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Bitsets hardly shrink, and squeezing them would cost more than reading them.
ALTER TABLE "audience_snapshot_part" ALTER COLUMN "data" SET STORAGE EXTERNAL;
