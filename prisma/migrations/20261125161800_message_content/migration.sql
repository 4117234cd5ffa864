-- A message is more than a text: its content is one of a few kinds (lib/domain/message-content.ts).
ALTER TABLE broadcast
  ADD COLUMN content jsonb,
  ADD COLUMN tag text,
  -- Who said that the use of the tag is an allowed one; any later change of message or tag takes it back.
  ADD COLUMN tag_confirmed_by_id uuid,
  ADD COLUMN tag_confirmed_at timestamptz(3);
UPDATE broadcast SET content = jsonb_build_object('kind', 'text', 'text', text);
ALTER TABLE broadcast ALTER COLUMN content SET NOT NULL, DROP COLUMN text;

-- A message kept to be used again.
CREATE TABLE saved_message (
  id uuid PRIMARY KEY,
  page_id text NOT NULL REFERENCES page(id) ON DELETE CASCADE,
  name text NOT NULL,
  content jsonb NOT NULL,
  created_by_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX saved_message_page_id_name_idx ON saved_message (page_id, name);

-- Which customer of the Page a person of the team is themselves: where their test messages go.
CREATE TABLE own_customer (
  user_id uuid NOT NULL REFERENCES "user"(id) ON DELETE CASCADE,
  page_id text NOT NULL,
  ordinal integer NOT NULL,
  PRIMARY KEY (user_id, page_id),
  FOREIGN KEY (page_id, ordinal) REFERENCES customer(page_id, ordinal) ON DELETE CASCADE
);

-- One message from a person of the team to one customer: an answer, or a test of a broadcast.
CREATE TABLE direct_message (
  id uuid PRIMARY KEY,
  page_id text NOT NULL,
  ordinal integer NOT NULL,
  psid text NOT NULL,
  user_id uuid,
  broadcast_id uuid REFERENCES broadcast(id) ON DELETE SET NULL,
  is_test boolean NOT NULL DEFAULT false,
  content jsonb NOT NULL,
  tag text,
  state delivery_state NOT NULL,
  reason text,
  message_id text,
  attempted_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  delivered_at timestamptz(3),
  read_at timestamptz(3),
  FOREIGN KEY (page_id, ordinal) REFERENCES customer(page_id, ordinal) ON DELETE CASCADE
);
CREATE INDEX direct_message_page_id_ordinal_attempted_at_idx ON direct_message (page_id, ordinal, attempted_at);
CREATE INDEX direct_message_page_id_message_id_idx ON direct_message (page_id, message_id);

-- Who gets it: a segment, a predicate made on the spot, one label, or everyone (no predicate); minus the exclusions of
-- lib/domain/broadcast-audience.ts.
ALTER TABLE broadcast
  ADD COLUMN audience_kind text NOT NULL DEFAULT 'predicate'
    CHECK (audience_kind IN ('segment', 'predicate', 'label', 'everyone')),
  ADD COLUMN exclusions jsonb NOT NULL DEFAULT '{"segments":[],"broadcastIds":[],"contactedWithinDays":null}',
  ALTER COLUMN predicate DROP NOT NULL;
UPDATE broadcast SET audience_kind = 'segment' WHERE segment_id IS NOT NULL;
ALTER TABLE broadcast ADD CHECK ((predicate IS NULL) = (audience_kind = 'everyone'));

-- When, how carefully, and who agreed.
ALTER TABLE broadcast
  ADD COLUMN scheduled_at timestamptz(3),
  ADD COLUMN time_zone text,
  ADD COLUMN too_late_at timestamptz(3),
  ADD COLUMN is_canary boolean NOT NULL DEFAULT false,
  ADD COLUMN canary_until timestamptz(3),
  ADD COLUMN canary_passed_at timestamptz(3),
  ADD COLUMN edited_by_id uuid,
  ADD COLUMN approved_by_id uuid,
  ADD COLUMN approved_at timestamptz(3);
UPDATE broadcast SET edited_by_id = created_by_id;

-- What an admin decides for all broadcasts of a Page.
CREATE TABLE sending_settings (
  page_id text PRIMARY KEY REFERENCES page(id) ON DELETE CASCADE,
  time_zone text NOT NULL DEFAULT 'UTC',
  -- Minutes of the day in that time zone; both null for none.
  quiet_from integer CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until integer CHECK (quiet_until BETWEEN 0 AND 1439),
  -- At most so many broadcasts to one customer in so many days; null for no limit.
  cap_count integer CHECK (cap_count > 0),
  cap_days integer NOT NULL DEFAULT 7 CHECK (cap_days BETWEEN 1 AND 90),
  -- A second person agrees to broadcasts to more people than this; null for none.
  approval_above integer CHECK (approval_above >= 0),
  opt_out_words text[] NOT NULL DEFAULT '{stop}',
  opt_in_words text[] NOT NULL DEFAULT '{start}',
  human_agent_approved boolean NOT NULL DEFAULT false,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Who was written to lately: for frequency caps and exclusions.
CREATE INDEX delivery_page_id_attempted_at_idx ON delivery (page_id, attempted_at) WHERE attempted_at IS NOT NULL;
