-- By customer, lines are looked for only once something was tried: for caps and reads. Until then a line needs no entry here:
-- a million are written at once, and each changes once before that. All others name the broadcast, which the key begins with.
DROP INDEX delivery_page_id_ordinal_idx;
CREATE INDEX delivery_page_id_ordinal_idx ON delivery (page_id, ordinal) WHERE attempted_at IS NOT NULL;

-- Lines of a Page that was being deleted while this version was put in place: they are looked for by their broadcast now.
DELETE FROM delivery WHERE NOT EXISTS (SELECT FROM broadcast WHERE broadcast.id = delivery.broadcast_id);
