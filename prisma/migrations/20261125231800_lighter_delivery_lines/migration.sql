-- A million lines are written at once, and half of that time went into looking each customer up for this reference. No
-- customer is ever deleted while their Page is connected, and the lines of a Page that goes leave with its broadcasts.
ALTER TABLE delivery DROP CONSTRAINT delivery_page_id_ordinal_fkey;

-- Only lines that were answered have a message: the others change twice before that, and cost an entry each time.
DROP INDEX delivery_page_id_message_id_idx;
CREATE INDEX delivery_page_id_message_id_idx ON delivery (page_id, message_id) WHERE message_id IS NOT NULL;
