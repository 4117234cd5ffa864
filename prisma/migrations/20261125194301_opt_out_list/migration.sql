-- Who opted out for a customer who said so elsewhere; null when the customer wrote the word.
ALTER TABLE customer ADD COLUMN opted_out_by_id uuid;
CREATE INDEX customer_opted_out_idx ON customer (page_id, opted_out_at DESC, ordinal) WHERE opted_out_at IS NOT NULL;
