import { randomBytes } from "node:crypto";
import type { EmulatorContext } from "../context";
import { findUserToken, type Caller } from "../graph/caller";
import { textParameter, type GraphCall } from "../graph/call";
import { GraphFailure, invalidParameter, missingParameter } from "../graph/failure";
import type { UserToken } from "../state/events";
import { adminUser, appId, appName, appSecret } from "../state/world";

const shortLifeSeconds = 5_400;
/** About 60 days, the figure of Meta's own sample. */
const longLifeSeconds = 5_183_944;

interface TokenAnswer {
  access_token: string;
  token_type: "bearer";
  expires_in?: number;
}

/**
 * `/oauth/access_token` in every form the clients use: query or form, secret as a parameter or by HTTP Basic;
 * for a code, for a longer life, or for the app's own token.
 */
export function exchangeToken(context: EmulatorContext, call: GraphCall): TokenAnswer {
  requireClient(call);
  const grantType = textParameter(call, "grant_type") ?? "authorization_code";
  switch (grantType) {
    case "authorization_code":
      return exchangeCode(context, call);
    case "fb_exchange_token":
      return exchangeForLongLife(context, call);
    case "client_credentials":
      return { access_token: `${appId}|${appSecret}`, token_type: "bearer" };
  }
  throw invalidParameter(
    "Param grant_type must be one of {authorization_code, fb_exchange_token, client_credentials}",
  );
}

/** `/debug_token?input_token=…`, asked with the app's token or with a token of the same app. */
export function debugToken(context: EmulatorContext, call: GraphCall, _caller: Caller): { data: unknown } {
  const token = textParameter(call, "input_token");
  if (token === undefined) throw missingParameter("input_token");
  const base = { app_id: appId, application: appName };
  const page = context.world.pagesByToken.get(token);
  const { scopes: adminScopes } = findUserToken(context, "user-token-admin") ?? { scopes: [] };
  if (page) {
    const about = {
      type: "PAGE",
      expires_at: 0,
      data_access_expires_at: 0,
      is_valid: true,
      issued_at: toSeconds(page.seededAt),
    };
    return { data: { ...base, ...about, scopes: adminScopes, user_id: adminUser.id, profile_id: page.id } };
  }
  if (token === `${appId}|${appSecret}`)
    return { data: { ...base, type: "APP", is_valid: true, scopes: [] } };
  const user = findUserToken(context, token);
  if (!user) {
    const error = { code: 190, message: "Invalid OAuth access token - Cannot parse access token" };
    return { data: { error, is_valid: false, scopes: [] } };
  }
  const isValid = user.expiresAt === 0 || user.expiresAt > context.clock.now();
  const about = {
    type: "USER",
    expires_at: toSeconds(user.expiresAt),
    data_access_expires_at: 0,
    is_valid: isValid,
  };
  const granular = user.scopes
    .filter((scope) => scope.startsWith("pages_"))
    .map((scope) => ({ scope, ...(user.pageIds ? { target_ids: user.pageIds } : {}) }));
  return {
    data: {
      ...base,
      ...about,
      issued_at: toSeconds(user.issuedAt),
      scopes: user.scopes,
      granular_scopes: granular,
      user_id: adminUser.id,
    },
  };
}

function requireClient(call: GraphCall): void {
  const clientId = textParameter(call, "client_id");
  if (clientId === undefined) throw new GraphFailure({ code: 101, message: "Missing client_id parameter." });
  if (clientId !== appId) {
    throw new GraphFailure({
      code: 101,
      message: "Error validating application. Cannot get application info due to a system error.",
    });
  }
  const secret = textParameter(call, "client_secret");
  if (secret === undefined) throw new GraphFailure({ code: 1, message: "Missing client_secret parameter." });
  if (secret !== appSecret) throw new GraphFailure({ code: 1, message: "Error validating client secret." });
}

function exchangeCode(context: EmulatorContext, call: GraphCall): TokenAnswer {
  const code = textParameter(call, "code");
  if (code === undefined || code === "") throw missingParameter("code");
  const grant = context.codes.find(code);
  if (!grant) throw new GraphFailure({ code: 100, message: "Invalid verification code format." });
  if (grant.isUsed)
    throw new GraphFailure({ code: 100, subcode: 36009, message: "This authorization code has been used." });
  if (grant.expiresAt <= context.clock.now()) {
    throw new GraphFailure({ code: 100, subcode: 36007, message: "This authorization code has expired." });
  }
  if (textParameter(call, "redirect_uri") !== grant.redirectUri) {
    throw new GraphFailure({
      code: 100,
      subcode: 36008,
      message:
        "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in " +
        "the OAuth dialog request",
    });
  }
  grant.isUsed = true;
  return issueUserToken(context, grant.scopes, grant.pageIds, shortLifeSeconds);
}

function exchangeForLongLife(context: EmulatorContext, call: GraphCall): TokenAnswer {
  const token = textParameter(call, "fb_exchange_token");
  if (token === undefined) throw missingParameter("fb_exchange_token");
  const user = findUserToken(context, token);
  if (!user)
    throw new GraphFailure({ code: 190, message: "Invalid OAuth access token - Cannot parse access token" });
  if (user.expiresAt !== 0 && user.expiresAt <= context.clock.now()) {
    throw new GraphFailure({
      code: 190,
      subcode: 463,
      message: "Error validating access token: Session has expired.",
    });
  }
  return issueUserToken(context, user.scopes, user.pageIds, longLifeSeconds);
}

function issueUserToken(
  context: EmulatorContext,
  scopes: string[],
  pageIds: string[] | null,
  lifeSeconds: number,
): TokenAnswer {
  const issuedAt = context.clock.now();
  const token: UserToken = {
    token: `EAA${randomBytes(60).toString("base64url").replace(/[-_]/g, "Z")}`,
    issuedAt,
    expiresAt: issuedAt + lifeSeconds * 1000,
    scopes,
    pageIds,
  };
  context.world.commit({ type: "user-token-issued", token });
  return { access_token: token.token, token_type: "bearer", expires_in: lifeSeconds };
}

function toSeconds(at: number): number {
  return Math.floor(at / 1000);
}
