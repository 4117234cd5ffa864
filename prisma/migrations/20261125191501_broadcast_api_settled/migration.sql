-- A broadcast of which nobody can say whether it went out, ended as that by a person.
ALTER TYPE broadcast_state ADD VALUE 'unknown';
-- A customer whose message Facebook sends: what came of it, it does not tell.
ALTER TYPE delivery_state ADD VALUE 'handed';

ALTER TABLE broadcast
  -- Since when it is about to begin: what could not for too long is held back.
  ADD COLUMN preparing_since timestamptz(3),
  ADD COLUMN graph_asked_at timestamptz(3);

-- No broadcast on Facebook is two of ours.
CREATE UNIQUE INDEX broadcast_page_id_graph_broadcast_id_key ON broadcast (page_id, graph_broadcast_id);
-- One call of the Broadcast API at a time for each Page: while one has no answer, what appears on the Page can be this
-- one only.
CREATE UNIQUE INDEX broadcast_one_asking_key ON broadcast (page_id)
  WHERE graph_state IN ('asking', 'unknown') AND state = 'preparing';
