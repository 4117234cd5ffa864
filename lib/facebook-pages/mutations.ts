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
import { toGraphProblem } from "../graph-problem";
import { Problem } from "../problem";
import { sealToken } from "../token-cipher";
import { graphOf } from "./data";
import { forgetOffer, listOfferedPages } from "./offered-token";
import { webhookFields } from "./schema";

export interface PageToConnect {
  id: string;
  name: string;
  profile: "legacy" | "current";
  token: string;
}

/**
 * Connects a Page, with whoever does it as its first admin, or renews its token: seals it, subscribes to its events,
 * and has what stopped for it go on.
 */
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
      await transaction.membership.create({ data: { userId, pageId, role: "admin" } });
    }
    await resumeImport(transaction, pageId);
    await enqueueReadLabels(transaction, pageId);
  });
  await (await graphOf(pageId)).subscribeApp(webhookFields);
  await announce(pageId, ["sync"]);
}

/**
 * Connects one of the Pages that the person has brought a token for. An admin of the Page renews its token the same
 * way.
 * @throws Problem "page-not-offered" when it is none of them, or an hour has passed
 */
export async function connectOfferedPage(
  userId: string,
  id: string,
  profile: PageToConnect["profile"],
): Promise<void> {
  const offered = await readOffer(userId, id);
  const kept = await db().page.findUnique({ where: { id }, select: { disconnectedAt: true } });
  if (kept?.disconnectedAt) throw new Problem("page-leaving");
  const { name, token } = offered;
  try {
    await connectPage({ id, name, profile, token }, userId);
  } catch (error) {
    throw toGraphProblem(error, mintPageId(id));
  }
  await forgetOffer(userId);
}

async function readOffer(userId: string, id: string) {
  try {
    const offered = (await listOfferedPages(userId))?.find((page) => page.id === id);
    if (offered) return offered;
  } catch (error) {
    throw toGraphProblem(error, mintPageId(id));
  }
  throw new Problem("page-not-offered");
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
