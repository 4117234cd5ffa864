-- Who put a label on a customer or took it off, and when. From the first import on: what the import itself reads was
-- there before us. Written by statement triggers, so that every writer is caught; whoever changes labels for a person
-- or a job says so in the transaction (`labelcast.user`, `labelcast.job`), and what nobody claims was done in Facebook.

CREATE TABLE "label_history" (
    "id" BIGSERIAL NOT NULL,
    "page_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "label_key" INTEGER NOT NULL,
    "is_assigned" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "user_id" UUID,
    "job_id" UUID,
    CONSTRAINT "label_history_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "label_history_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "label_history_page_id_ordinal_id_idx" ON "label_history"("page_id", "ordinal", "id");
CREATE INDEX "label_history_label_key_at_idx" ON "label_history"("label_key", "at");

-- The names of labels that are gone, for histories that speak of them.
CREATE TABLE "former_label" (
    "key" INTEGER NOT NULL,
    "page_id" TEXT NOT NULL,
    "label_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "former_label_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "former_label_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A label or a Page that is being deleted takes its assignments along: that is one deed, told once elsewhere, and the
-- joins leave its rows out.
CREATE FUNCTION label_history_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  actor uuid := nullif(current_setting('labelcast.user', true), '')::uuid;
  job uuid := nullif(current_setting('labelcast.job', true), '')::uuid;
BEGIN
  INSERT INTO label_history (page_id, ordinal, label_key, is_assigned, user_id, job_id)
  SELECT changed.page_id, changed.ordinal, changed.label_key, TG_ARGV[0]::boolean, actor, job
    FROM changed
    JOIN page ON page.id = changed.page_id AND (page.imported_at IS NOT NULL OR actor IS NOT NULL)
    JOIN label ON label.key = changed.label_key
   ORDER BY changed.label_key, changed.ordinal;
  RETURN NULL;
END $$;

-- Triggers fire in the order of their names: these before the audience's, whose lock is held for as short as possible.
CREATE TRIGGER assignment_history_added AFTER INSERT ON assignment
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION label_history_changed('true');
CREATE TRIGGER assignment_history_removed AFTER DELETE ON assignment
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION label_history_changed('false');

CREATE FUNCTION label_kept_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO former_label (key, page_id, label_id, name)
  SELECT gone.key, gone.page_id, gone.label_id, gone.name
    FROM gone JOIN page ON page.id = gone.page_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER former_label_kept AFTER DELETE ON label
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION label_kept_name();
