-- A broadcast to the people of a frozen list. When the list is deleted the broadcast reaches nobody: no predicate then means
-- no audience, and never everyone.
ALTER TABLE broadcast ADD COLUMN frozen_list_id uuid REFERENCES frozen_list(id) ON DELETE SET NULL;
ALTER TABLE broadcast
  DROP CONSTRAINT broadcast_audience_kind_check,
  DROP CONSTRAINT broadcast_check,
  ADD CONSTRAINT broadcast_audience_kind_check
    CHECK (audience_kind IN ('segment', 'predicate', 'label', 'frozen-list', 'everyone')),
  ADD CONSTRAINT broadcast_audience_check
    CHECK ((predicate IS NULL) = (audience_kind IN ('frozen-list', 'everyone')));
