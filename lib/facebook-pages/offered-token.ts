import { db } from "../db";
import { env } from "../env";
import { createGraphAppClient, createGraphClient, createGraphUserClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import type { GraphTokenFacts } from "../graph/tokens";
import { Problem } from "../problem";
import { openToken, sealToken } from "../token-cipher";

/** What a person brought is good for this long. */
const goodForMs = 3600_000;

/** A Page that the person can connect with what they brought. Its token stays on the server. */
export interface OfferedPage {
  id: string;
  name: string;
  token: string;
  /** What the person may do on the Page; null for a pasted Page token, which does not tell. */
  tasks: string[] | null;
}

/** The app's own client, or null when this installation has no Meta app. */
export function findAppClient() {
  const { FACEBOOK_APP_ID: appId, FACEBOOK_APP_SECRET: appSecret, GRAPH_API_URL: baseUrl } = env();
  return appId && appSecret ? createGraphAppClient({ baseUrl, appId, appSecret }) : null;
}

/**
 * Keeps the token of a login for an hour. It is changed for a long-lived one first: Page tokens asked for with that
 * one have no end (Facebook Login, access tokens).
 */
export async function offerUserToken(userId: string, token: string): Promise<void> {
  const app = findAppClient();
  const kept = app ? (await app.exchangeForLongLived(token)).token : token;
  await keepOffer(userId, "user", kept);
}

/** Keeps a pasted token after the Graph has said what it is. @throws Problem at the field "token" */
export async function offerPastedToken(userId: string, given: string): Promise<void> {
  const token = given.trim();
  if (token === "" || /\s/.test(token)) throw new Problem("token-empty", { field: "token" });
  const facts = await readFacts(token);
  if (!facts.isValid) throw new Problem("token-invalid", { field: "token" });
  const { FACEBOOK_APP_ID: appId } = env();
  if (facts.appId !== null && appId !== undefined && facts.appId !== appId)
    throw new Problem("token-other-app", { field: "token", values: { app: facts.appId } });
  if (facts.type === "PAGE") await keepOffer(userId, "page", token);
  else if (facts.type === "USER") await offerUserToken(userId, token);
  else throw new Problem("token-kind", { field: "token" });
}

async function readFacts(token: string): Promise<GraphTokenFacts> {
  const app = findAppClient();
  if (!app) throw new Problem("app-missing");
  try {
    return await app.debugToken(token);
  } catch (error) {
    if (error instanceof GraphError && error.provesNothingDone && !error.isRetryable)
      throw new Problem("token-invalid", { field: "token", cause: error });
    throw new Problem("graph-unreachable", { retryable: true, cause: error });
  }
}

async function keepOffer(userId: string, kind: "user" | "page", token: string): Promise<void> {
  const data = { kind, tokenSealed: sealToken(token, userId), offeredAt: new Date() };
  await db().offeredToken.upsert({ where: { userId }, create: { userId, ...data }, update: data });
}

/** Forgets what was brought: the Page it was for is connected. */
export async function forgetOffer(userId: string): Promise<void> {
  await db().offeredToken.deleteMany({ where: { userId } });
}

/**
 * The Pages that can be connected with what the person brought; null when they brought nothing within the hour.
 * @throws GraphError
 */
export async function listOfferedPages(userId: string): Promise<OfferedPage[] | null> {
  const offer = await db().offeredToken.findUnique({ where: { userId } });
  if (!offer || offer.offeredAt.getTime() + goodForMs < Date.now()) return null;
  const token = openToken(offer.tokenSealed, userId);
  const { GRAPH_API_URL: baseUrl, FACEBOOK_APP_SECRET: appSecret } = env();
  if (offer.kind === "page") {
    const page = await createGraphClient({
      baseUrl,
      token,
      appSecret,
      pageId: "me",
      profile: "current",
    }).getPage();
    return [{ ...page, token, tasks: null }];
  }
  const pages: OfferedPage[] = [];
  for await (const { id, name, token: pageToken, tasks } of createGraphUserClient({
    baseUrl,
    token,
    appSecret,
  }).listAccounts())
    pages.push({ id, name, token: pageToken, tasks });
  return pages;
}
