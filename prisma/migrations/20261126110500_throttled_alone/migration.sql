-- How often Facebook put this customer's message off while it took those of others; null for never. A line is tried a few
-- times only: somebody whom Facebook throttles for good must not keep a broadcast open.
ALTER TABLE "delivery" ADD COLUMN "throttled" SMALLINT;

-- How many times in a row all sending of the Page was held because Facebook asked for patience without saying how long: each
-- time it is held longer. Zero once Facebook takes a message.
ALTER TABLE "page" ADD COLUMN "throttled_holds" INTEGER NOT NULL DEFAULT 0;

-- Those to be tried again are found without walking past everybody who waits for a first try. Hardly any line is ever in it.
CREATE INDEX delivery_tried_again_idx ON delivery (broadcast_id, not_before) WHERE state = 'pending' AND attempts > 0;

-- Nobody tries a direct message again by itself: its words say so now.
UPDATE direct_message SET reason = 'direct-' || reason WHERE reason IN ('throttled', 'unreachable');
