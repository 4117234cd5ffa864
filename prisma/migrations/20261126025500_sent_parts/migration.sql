-- How late what went out in the last seconds was, part by part: whoever books the places one second later lets as much
-- time go by, so that no second of the receiver's holds more than the rate, whatever stood still.
ALTER TABLE "page" ADD COLUMN "sent_parts" JSONB NOT NULL DEFAULT '[]';
