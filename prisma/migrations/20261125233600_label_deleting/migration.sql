-- Who had a label when its deletion was first asked for: once Facebook has deleted it, webhooks take it from everybody
-- here, and an answer that was lost would leave nobody to give it back to.
ALTER TABLE "label" ADD COLUMN "deleting_members" INTEGER[] NOT NULL DEFAULT '{}';
