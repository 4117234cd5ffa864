import { db } from "../db";
import type { PlatformProfile } from "../domain/messaging-rules";
import { env } from "../env";
import { createGraphClient, type GraphClient, type GraphClientOptions } from "../graph/client";
import { mintPageId, type PageId } from "../page-id";
import { openToken } from "../token-cipher";
import { checkConnection } from "./connection-check";
import type { ConnectionReading } from "./schema";

/** For jobs and webhooks: the Page's id after reading its row, or null when it is not (or no longer) connected. */
export async function findPage(
  id: string,
): Promise<{ id: PageId; name: string; profile: PlatformProfile } | null> {
  const page = await db().page.findUnique({
    where: { id, disconnectedAt: null },
    select: { name: true, profile: true },
  });
  return page && { id: mintPageId(id), ...page };
}

/** The Page's own Graph client, in the Page's era. The token is opened here and goes nowhere else. */
export async function graphOf(
  pageId: PageId,
  { onUsage }: Pick<GraphClientOptions, "onUsage"> = {},
): Promise<GraphClient> {
  const page = await db().page.findUniqueOrThrow({
    where: { id: pageId },
    select: { tokenSealed: true, profile: true },
  });
  return createGraphClient({
    baseUrl: env().GRAPH_API_URL,
    token: openToken(page.tokenSealed, pageId),
    appSecret: env().FACEBOOK_APP_SECRET,
    pageId,
    profile: page.profile,
    onUsage,
  });
}

/** What the connected Page needs on Facebook, and what of it is there. Its tasks are told to a person's token only. */
export async function checkPageConnection(pageId: PageId): Promise<ConnectionReading> {
  const { tokenSealed } = await db().page.findUniqueOrThrow({
    where: { id: pageId },
    select: { tokenSealed: true },
  });
  const token = openToken(tokenSealed, pageId);
  return checkConnection({ id: pageId, token, tasks: null, isConnected: true });
}
