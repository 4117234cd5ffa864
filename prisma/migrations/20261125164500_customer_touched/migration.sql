-- Which transaction last changed what a customer is sorted or found by, so that every process can follow with one
-- query: see lib/customers/order/order-store.ts. A BIGINT, because Prisma has no xid8.
ALTER TABLE "customer" ADD COLUMN "touched" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
CREATE INDEX "customer_page_id_touched_idx" ON "customer"("page_id", "touched");

CREATE FUNCTION customer_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.touched := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;

CREATE TRIGGER customer_touched BEFORE UPDATE ON customer FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.last_message_at IS DISTINCT FROM NEW.last_message_at
        OR OLD.window_opened_at IS DISTINCT FROM NEW.window_opened_at)
  EXECUTE FUNCTION customer_touch();
