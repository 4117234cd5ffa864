-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "profile" AS ENUM ('legacy', 'current');

-- CreateEnum
CREATE TYPE "job_state" AS ENUM ('waiting', 'running', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "broadcast_state" AS ENUM ('draft', 'scheduled', 'preparing', 'sending', 'paused', 'completed', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'leased', 'attempting', 'sent', 'failed', 'skipped', 'unknown');

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "demo_account" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "page_id" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('admin', 'marketer', 'support-lead')),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","page_id")
);

-- CreateTable
CREATE TABLE "page" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "profile" "profile" NOT NULL,
    "token_sealed" TEXT NOT NULL,
    "next_ordinal" INTEGER NOT NULL DEFAULT 0,
    "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "imported_at" TIMESTAMPTZ(3),
    "last_webhook_at" TIMESTAMPTZ(3),
    "send_rate" INTEGER NOT NULL DEFAULT 40,
    "next_send_at" TIMESTAMPTZ(6),

    CONSTRAINT "page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "label" (
    "key" SERIAL NOT NULL,
    "page_id" TEXT NOT NULL,
    "label_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "customer" (
    "page_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "psid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "conversation_id" TEXT,
    "snippet" TEXT,
    "last_message_at" TIMESTAMPTZ(3),
    "window_opened_at" TIMESTAMPTZ(3),
    "labels_known" BOOLEAN NOT NULL DEFAULT false,
    "labels_unknown_reason" TEXT DEFAULT 'not-read-yet',
    "labels_event_at" BIGINT NOT NULL DEFAULT 0,
    "labels_doubtful" BOOLEAN NOT NULL DEFAULT false,
    "labels_revision" INTEGER NOT NULL DEFAULT 0,
    "blocked" BOOLEAN NOT NULL DEFAULT false,
    "opted_out_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_pkey" PRIMARY KEY ("page_id","ordinal")
);

-- CreateTable
CREATE TABLE "assignment" (
    "label_key" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "page_id" TEXT NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("label_key","ordinal")
);

-- CreateTable
CREATE TABLE "audience_version" (
    "page_id" TEXT NOT NULL,
    "version" BIGINT NOT NULL,

    CONSTRAINT "audience_version_pkey" PRIMARY KEY ("page_id")
);

-- CreateTable
CREATE TABLE "audience_change" (
    "page_id" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "label_keys" INTEGER[],
    "label_ids" TEXT[],
    "ordinals" INTEGER[],
    "flags" INTEGER[],
    "window_opened_at" INTEGER[],
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audience_change_pkey" PRIMARY KEY ("page_id","version")
);

-- CreateTable
CREATE TABLE "segment" (
    "id" UUID NOT NULL,
    "page_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "predicate" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" UUID,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broadcast" (
    "id" UUID NOT NULL,
    "page_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "broadcast_state" NOT NULL DEFAULT 'draft',
    "text" TEXT NOT NULL,
    "predicate" JSONB NOT NULL,
    "segment_id" UUID,
    "rate_per_second" INTEGER NOT NULL,
    "predicted" INTEGER,
    "stopped_reason" TEXT,
    "created_by_id" UUID,
    "started_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "broadcast_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "page_id" TEXT NOT NULL,
    "psid" TEXT NOT NULL,
    "state" "delivery_state" NOT NULL DEFAULT 'pending',
    "holder" TEXT,
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "reason" TEXT,
    "message_id" TEXT,
    "attempted_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("broadcast_id","ordinal")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "page_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "job_state" NOT NULL DEFAULT 'waiting',
    "phase" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "cursor" JSONB,
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" BIGSERIAL NOT NULL,
    "page_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "user_id" UUID,
    "origin" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" BIGSERIAL NOT NULL,
    "page_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body" BYTEA NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "holder" TEXT NOT NULL,
    "worker_ids" TEXT[],
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("holder")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_demo_account_key" ON "user"("demo_account");

-- CreateIndex
CREATE INDEX "membership_page_id_idx" ON "membership"("page_id");

-- CreateIndex
CREATE UNIQUE INDEX "label_page_id_label_id_key" ON "label"("page_id", "label_id");

-- CreateIndex
CREATE INDEX "customer_page_id_last_message_at_ordinal_idx" ON "customer"("page_id", "last_message_at" DESC, "ordinal");

-- CreateIndex
CREATE INDEX "customer_page_id_name_ordinal_idx" ON "customer"("page_id", "name", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "customer_page_id_psid_key" ON "customer"("page_id", "psid");

-- CreateIndex
CREATE INDEX "assignment_page_id_ordinal_label_key_idx" ON "assignment"("page_id", "ordinal", "label_key");

-- CreateIndex
CREATE INDEX "segment_page_id_updated_at_idx" ON "segment"("page_id", "updated_at");

-- CreateIndex
CREATE INDEX "broadcast_page_id_created_at_idx" ON "broadcast"("page_id", "created_at");

-- CreateIndex
CREATE INDEX "delivery_broadcast_id_state_ordinal_idx" ON "delivery"("broadcast_id", "state", "ordinal");

-- CreateIndex
CREATE INDEX "delivery_page_id_ordinal_idx" ON "delivery"("page_id", "ordinal");

-- CreateIndex
CREATE INDEX "delivery_page_id_message_id_idx" ON "delivery"("page_id", "message_id");

-- CreateIndex
CREATE INDEX "job_page_id_kind_created_at_idx" ON "job"("page_id", "kind", "created_at");

-- CreateIndex
CREATE INDEX "activity_page_id_id_idx" ON "activity"("page_id", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_page_id_processed_at_id_idx" ON "webhook_delivery"("page_id", "processed_at", "id");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label" ADD CONSTRAINT "label_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_label_key_fkey" FOREIGN KEY ("label_key") REFERENCES "label"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_page_id_ordinal_fkey" FOREIGN KEY ("page_id", "ordinal") REFERENCES "customer"("page_id", "ordinal") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcast"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_page_id_ordinal_fkey" FOREIGN KEY ("page_id", "ordinal") REFERENCES "customer"("page_id", "ordinal") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whose labels wait to be read: few, and asked for after every batch of webhooks.
CREATE INDEX "customer_labels_waiting_idx" ON "customer"("page_id", "ordinal")
  WHERE "labels_doubtful" OR "labels_unknown_reason" = 'not-read-yet';
