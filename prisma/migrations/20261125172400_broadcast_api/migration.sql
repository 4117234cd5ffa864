-- Two ways out. A broadcast through the Broadcast API of a legacy Page has no lines in the ledger: Facebook tells one
-- number. Its call is written down before it is made, and never repeated by itself.
ALTER TABLE broadcast
  ADD COLUMN wants_broadcast_api boolean NOT NULL DEFAULT false,
  ADD COLUMN way text NOT NULL DEFAULT 'fan-out' CHECK (way IN ('fan-out', 'broadcast-api')),
  ADD COLUMN graph_state text CHECK (graph_state IN ('asking', 'unknown', 'taken')),
  -- Broadcasts that the Page had on Facebook just before the call: what is new after it can only be this one.
  ADD COLUMN graph_known_ids text[] NOT NULL DEFAULT '{}',
  ADD COLUMN graph_broadcast_id text,
  ADD COLUMN graph_messages_sent integer,
  ADD COLUMN graph_reach integer,
  ADD COLUMN graph_changed_at timestamptz(3);
