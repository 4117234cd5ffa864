-- A single change can be undone once, from the activity.
ALTER TABLE "activity" ADD COLUMN "undone_at" TIMESTAMPTZ(3);

-- Within how many minutes a complete lead is to be answered; null for no target.
ALTER TABLE "page" ADD COLUMN "lead_target_minutes" INTEGER;

-- Who answers a lead, so that two do not answer one person.
CREATE TABLE "lead_claim" (
    "page_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "assigned_by_id" UUID,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "lead_claim_pkey" PRIMARY KEY ("page_id", "ordinal"),
    CONSTRAINT "lead_claim_customer_fkey" FOREIGN KEY ("page_id", "ordinal") REFERENCES "customer"("page_id", "ordinal") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "lead_claim_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "lead_claim_user_id_idx" ON "lead_claim"("user_id");
