import * as z from "zod";
import { graphIdSchema } from "./graph-json";
import type { Transport } from "./transport";

/** What the Graph knows of a token. */
export type GraphTokenFacts = {
  appId: string | null;
  type: string | null;
  isValid: boolean;
  scopes: string[];
  userId: string | null;
  /** The Page of a Page token. */
  profileId: string | null;
  /** Null for a token without an end. */
  expiresAt: Date | null;
};

const debugSchema = z
  .object({
    data: z.object({
      app_id: graphIdSchema.optional(),
      type: z.string().optional(),
      is_valid: z.boolean(),
      scopes: z.array(z.string()).default([]),
      user_id: graphIdSchema.optional(),
      profile_id: graphIdSchema.optional(),
      /** Unix seconds, 0 for never. */
      expires_at: z.number().optional(),
    }),
  })
  .transform(({ data }): GraphTokenFacts => ({
    appId: data.app_id ?? null,
    type: data.type ?? null,
    isValid: data.is_valid,
    scopes: data.scopes,
    userId: data.user_id ?? null,
    profileId: data.profile_id ?? null,
    expiresAt: data.expires_at ? new Date(data.expires_at * 1_000) : null,
  }));

/** With the app's token. The token in question is a parameter of the documented call, so it is in the address. */
export async function debugToken(transport: Transport, inputToken: string): Promise<GraphTokenFacts> {
  return transport.call(
    { method: "GET", path: "debug_token", query: { input_token: inputToken } },
    debugSchema,
  );
}

export type GraphAccessToken = { token: string; expiresInMs: number | null };

const accessTokenSchema = z
  .object({ access_token: z.string(), expires_in: z.number().optional() })
  .transform(({ access_token, expires_in }): GraphAccessToken => ({
    token: access_token,
    expiresInMs: expires_in === undefined ? null : expires_in * 1_000,
  }));

export type AppCredentials = { appId: string; appSecret: string };

/** The code of the login dialog for a user's token. `redirectUri` must be the dialog's, letter for letter. */
export async function exchangeCode(
  transport: Transport,
  { appId, appSecret }: AppCredentials,
  code: string,
  redirectUri: string,
): Promise<GraphAccessToken> {
  const query = { client_id: appId, client_secret: appSecret, redirect_uri: redirectUri, code };
  return transport.call({ method: "GET", path: "oauth/access_token", query }, accessTokenSchema);
}

/** An hour's user token for one of about sixty days; Page tokens asked for with that one have no end. */
export async function exchangeForLongLived(
  transport: Transport,
  { appId, appSecret }: AppCredentials,
  token: string,
): Promise<GraphAccessToken> {
  const query = {
    grant_type: "fb_exchange_token",
    client_id: appId,
    client_secret: appSecret,
    fb_exchange_token: token,
  };
  return transport.call({ method: "GET", path: "oauth/access_token", query }, accessTokenSchema);
}
