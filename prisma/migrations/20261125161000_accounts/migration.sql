-- People who sign in for themselves, and the admin who connects the first Page.
ALTER TABLE "user"
  ADD COLUMN "password_hash" TEXT,
  ADD COLUMN "facebook_user_id" TEXT,
  ADD COLUMN "may_connect_pages" BOOLEAN NOT NULL DEFAULT false;
CREATE UNIQUE INDEX "user_facebook_user_id_key" ON "user"("facebook_user_id");

-- The one-time code of an empty installation: one row, and only what proves the code, never the code.
CREATE TABLE "setup_code" (
    "id" INTEGER NOT NULL DEFAULT 1 CHECK ("id" = 1),
    "code_hash" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_code_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "invite" (
    "id" UUID NOT NULL,
    "page_id" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('admin', 'marketer', 'support-lead')),
    "token_hash" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");
CREATE INDEX "invite_page_id_idx" ON "invite"("page_id");
ALTER TABLE "invite" ADD CONSTRAINT "invite_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a person brought from Facebook to connect Pages with, for an hour. Sealed like a Page's token.
CREATE TABLE "offered_token" (
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('user', 'page')),
    "token_sealed" TEXT NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offered_token_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "offered_token" ADD CONSTRAINT "offered_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Tries at passwords and codes, in the form that rate-limiter-flexible keeps them.
CREATE TABLE "sign_in_try" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "sign_in_try_pkey" PRIMARY KEY ("key")
);

-- A Page whose rows are being deleted after it was disconnected: nobody is a member of it any more.
ALTER TABLE "page" ADD COLUMN "disconnected_at" TIMESTAMPTZ(3);
