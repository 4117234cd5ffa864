-- As with the customer: of the time in which a million lines are written, more than a third went into looking up the one
-- broadcast whose row is locked meanwhile. A broadcast with lines is never deleted but with its Page, whose lines go then.
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_broadcast_id_fkey";
