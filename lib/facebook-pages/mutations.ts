import { randomBytes } from "node:crypto";
import { recordActivity } from "../activity/mutations";
import { db } from "../db";
import { env } from "../env";
import { createGraphAppClient } from "../graph/client";
import { announce } from "../page-events";
import { mintPageId } from "../page-id";
import { readOrMakeSecret } from "../secret-file";
import { resumeImport } from "../sync/import-progress";
import { enqueueReadLabels } from "../sync/read-labels-job";
import { sealToken } from "../token-cipher";
import { graphOf } from "./data";

/** The events that keep the cache fresh and settle deliveries. */
const webhookFields = [
  "inbox_labels",
  "messages",
  "messaging_postbacks",
  "message_reactions",
  "messaging_referrals",
  "message_echoes",
  "message_deliveries",
  "message_reads",
] as const;

export interface PageToConnect {
  id: string;
  name: string;
  profile: "legacy" | "current";
  token: string;
}

/** Connects a Page, or renews its token: seals it, subscribes to its events, and has what stopped for it go on. */
export async function connectPage(page: PageToConnect, userId: string): Promise<void> {
  const { name, profile } = page;
  const pageId = mintPageId(page.id); // Born here: everybody else mints it from this row.
  const data = { name, profile, tokenSealed: sealToken(page.token, page.id) };
  const isNew = (await db().page.count({ where: { id: page.id } })) === 0;
  await db().$transaction(async (transaction) => {
    await transaction.page.upsert({ where: { id: page.id }, create: { id: page.id, ...data }, update: data });
    if (isNew) {
      const action = "page.connected";
      await recordActivity(transaction, pageId, { userId, origin: "dashboard", action, subject: {} });
    }
    await resumeImport(transaction, pageId);
    await enqueueReadLabels(transaction, pageId);
  });
  await (await graphOf(pageId)).subscribeApp(webhookFields);
  await announce(pageId, ["sync"]);
}

/** Tells the platform where the events of all Pages go. The web app must answer the handshake meanwhile. */
export async function subscribeToWebhooks(): Promise<void> {
  const { FACEBOOK_APP_ID: appId, FACEBOOK_APP_SECRET: appSecret } = env();
  if (!appId || !appSecret)
    throw new Error("FACEBOOK_APP_ID and FACEBOOK_APP_SECRET are needed to hear of changes.");
  await createGraphAppClient({ baseUrl: env().GRAPH_API_URL, appId, appSecret }).subscribeWebhooks({
    callbackUrl: new URL("/api/webhooks/messenger", env().PUBLIC_URL).toString(),
    verifyToken: webhookVerifyToken(),
    fields: webhookFields,
  });
}

/** What the platform repeats in the handshake, so that nobody else can point a subscription at us. */
export function webhookVerifyToken(): string {
  return readOrMakeSecret("webhook-verify.token", () => randomBytes(24).toString("base64url"));
}
