-- A form's own name for one message: sent again after a lost answer, it is the same message.
ALTER TABLE direct_message ADD COLUMN form_key uuid UNIQUE;

-- How many people the second person agreed to. An approval from before has no number, and is asked for again.
ALTER TABLE broadcast ADD COLUMN approved_people integer;

-- Whoever says which customer they are proves it: they write this code to the Page in Messenger.
CREATE TABLE own_customer_claim (
  user_id uuid NOT NULL REFERENCES "user"(id) ON DELETE CASCADE,
  page_id text NOT NULL REFERENCES page(id) ON DELETE CASCADE,
  code text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  PRIMARY KEY (user_id, page_id),
  UNIQUE (page_id, code)
);
-- Named without proof until now: they are asked again.
DELETE FROM own_customer;

-- When the customer said last whether they want broadcasts; what was said before it and is told later changes nothing.
ALTER TABLE customer
  ADD COLUMN opt_out_said_at timestamptz(3),
  -- The word with which they opted out.
  ADD COLUMN opt_out_word text;
UPDATE customer SET opt_out_said_at = opted_out_at WHERE opted_out_at IS NOT NULL;
