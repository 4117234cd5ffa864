-- Every change of the facts that the audience engine counts raises the Page's version and is written to the
-- change log under that version, by statement-level triggers with transition tables. So every writer is caught,
-- psql included; the row lock on the version makes versions gapless and gives them in commit order. A reader
-- that finds a gap knows that it lost something and rebuilds.
--
-- A statement trigger fires once a statement: write assignments in ONE statement, the LAST of its transaction,
-- so that the version's lock is held for as short as possible.

-- Writes one version. Arrays that do not belong to the kind are empty.
CREATE FUNCTION audience_record(
  changed_page text, change_kind text, change_label_keys int[], change_label_ids text[],
  change_ordinals int[], change_flags int[], change_windows int[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  raised bigint;
BEGIN
  INSERT INTO audience_version AS current (page_id, version) VALUES (changed_page, 1)
    ON CONFLICT (page_id) DO UPDATE SET version = current.version + 1
    RETURNING version INTO raised;
  INSERT INTO audience_change (page_id, version, kind, label_keys, label_ids, ordinals, flags, window_opened_at)
    VALUES (changed_page, raised, change_kind, change_label_keys, change_label_ids, change_ordinals, change_flags,
            change_windows);
END $$;

-- Pages are taken in order of their ids, so that two statements over several Pages cannot deadlock.
CREATE FUNCTION audience_assignments_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT page_id, array_agg(label_key ORDER BY label_key, ordinal) AS label_keys,
           array_agg(ordinal ORDER BY label_key, ordinal) AS ordinals
    FROM changed GROUP BY page_id ORDER BY page_id
  LOOP
    PERFORM audience_record(part.page_id, TG_ARGV[0], part.label_keys, '{}', part.ordinals, '{}', '{}');
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER audience_assigned AFTER INSERT ON assignment
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audience_assignments_changed('assign');
CREATE TRIGGER audience_removed AFTER DELETE ON assignment
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audience_assignments_changed('remove');

CREATE FUNCTION audience_labels_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT page_id, array_agg(key ORDER BY key) AS label_keys, array_agg(label_id ORDER BY key) AS label_ids
    FROM changed GROUP BY page_id ORDER BY page_id
  LOOP
    PERFORM audience_record(part.page_id, TG_ARGV[0], part.label_keys, part.label_ids, '{}', '{}', '{}');
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER audience_label_added AFTER INSERT ON label
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audience_labels_changed('label');
CREATE TRIGGER audience_label_gone AFTER DELETE ON label
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audience_labels_changed('label-gone');

-- What the engine knows of a customer, packed: 1 labels known, 2 blocked, 4 opted out.
CREATE FUNCTION audience_flags(labels_known boolean, blocked boolean, opted_out_at timestamptz)
RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT labels_known::int + 2 * blocked::int + 4 * (opted_out_at IS NOT NULL)::int
$$;

CREATE FUNCTION audience_seconds(moment timestamptz) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(floor(extract(epoch FROM moment)), 0)::int
$$;

CREATE FUNCTION audience_customers_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT page_id, array_agg(ordinal ORDER BY ordinal) AS ordinals,
           array_agg(audience_flags(labels_known, blocked, opted_out_at) ORDER BY ordinal) AS flags,
           array_agg(audience_seconds(window_opened_at) ORDER BY ordinal) AS windows
    FROM changed GROUP BY page_id ORDER BY page_id
  LOOP
    PERFORM audience_record(part.page_id, 'customer', '{}', '{}', part.ordinals, part.flags, part.windows);
  END LOOP;
  RETURN NULL;
END $$;

-- Only customers whose counted facts differ are written: a new snippet is not a change of the audience.
CREATE FUNCTION audience_customers_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT page_id, array_agg(ordinal ORDER BY ordinal) AS ordinals, array_agg(flags ORDER BY ordinal) AS flags,
           array_agg(window_opened ORDER BY ordinal) AS windows
    FROM (
      SELECT page_id, ordinal, audience_flags(labels_known, blocked, opted_out_at) AS flags,
             audience_seconds(window_opened_at) AS window_opened FROM changed
      EXCEPT
      SELECT page_id, ordinal, audience_flags(labels_known, blocked, opted_out_at),
             audience_seconds(window_opened_at) FROM before
    ) AS difference
    GROUP BY page_id ORDER BY page_id
  LOOP
    PERFORM audience_record(part.page_id, 'customer', '{}', '{}', part.ordinals, part.flags, part.windows);
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION audience_customers_gone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT page_id, array_agg(ordinal ORDER BY ordinal) AS ordinals FROM changed GROUP BY page_id ORDER BY page_id
  LOOP
    PERFORM audience_record(part.page_id, 'customer-gone', '{}', '{}', part.ordinals, '{}', '{}');
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER audience_customer_added AFTER INSERT ON customer
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audience_customers_added();
CREATE TRIGGER audience_customer_changed AFTER UPDATE ON customer
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION audience_customers_changed();
CREATE TRIGGER audience_customer_gone AFTER DELETE ON customer
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audience_customers_gone();
