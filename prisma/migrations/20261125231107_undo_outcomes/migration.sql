-- Taking back asks Facebook in between: until its answer is written down, nobody knows whether it happened.
ALTER TABLE "activity" ADD COLUMN "undo_unknown" BOOLEAN NOT NULL DEFAULT false;

-- Who had a label when it was deleted here, so that it can be put back on them.
ALTER TABLE "former_label" ADD COLUMN "members" INTEGER[];
