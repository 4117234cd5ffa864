-- What reading and changing labels must remember, so that neither one customer nor a kill in the middle spoils it.
ALTER TABLE customer
  ADD COLUMN labels_tries SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN labels_changing SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN labels_settle_at TIMESTAMPTZ(3);

ALTER TABLE page ADD COLUMN sync_trouble TEXT;
