-- The few whose labels wait to be read, in the order in which they are: asked for by every browser every few seconds.
CREATE INDEX customer_waiting ON customer (page_id, labels_tries, ordinal)
  WHERE labels_doubtful OR labels_unknown_reason = 'not-read-yet';
