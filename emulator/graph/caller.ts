import { createHmac, timingSafeEqual } from "node:crypto";
import type { EmulatorContext } from "../context";
import type { UserToken } from "../state/events";
import type { Page } from "../state/page";
import { adminUserToken, appId, appSecret } from "../state/world";
import { textParameter, type GraphCall } from "./call";
import { GraphFailure, invalidToken, missingToken } from "./failure";

/** Who a token speaks for. */
export type Caller = { kind: "page"; page: Page } | { kind: "user"; user: UserToken } | { kind: "app" };

/** The one admin of the fixtures: every scope, every Page, and a token that never ends. */
const adminToken: UserToken = {
  token: adminUserToken,
  issuedAt: 0,
  expiresAt: 0,
  scopes: [
    "pages_show_list",
    "pages_messaging",
    "pages_manage_metadata",
    "pages_read_engagement",
    "email",
    "public_profile",
  ],
  pageIds: null,
};

export function findUserToken(context: EmulatorContext, token: string): UserToken | null {
  return token === adminUserToken ? adminToken : (context.world.userTokens.get(token) ?? null);
}

export function resolveCaller(context: EmulatorContext, call: GraphCall): Caller {
  const { token } = call;
  if (token === null) throw missingToken(call.segments[0] === "me");
  const caller = findCaller(context, token);
  if (!caller) throw invalidToken();
  // An app token holds the secret itself. Clients that prove every call prove these with another token's proof
  // (messaging-api-messenger, debug_token), and that is let through.
  if (caller.kind === "app") return caller;
  const isProofNeeded = caller.kind === "page" && caller.page.switches.requireAppSecretProof;
  requireProof(token, textParameter(call, "appsecret_proof"), isProofNeeded);
  return caller;
}

function findCaller(context: EmulatorContext, token: string): Caller | null {
  const page = context.world.pagesByToken.get(token);
  if (page) return { kind: "page", page };
  if (token === `${appId}|${appSecret}`) return { kind: "app" };
  const user = findUserToken(context, token);
  if (!user) return null;
  if (user.expiresAt !== 0 && user.expiresAt <= context.clock.now()) {
    throw new GraphFailure({
      code: 190,
      subcode: 463,
      message: `Error validating access token: Session has expired on ${new Date(user.expiresAt).toUTCString()}.`,
    });
  }
  return { kind: "user", user };
}

/** Proofs by token: each client sends the same one with every call. */
const proofs = new Map<string, string>();

function requireProof(token: string, proof: string | undefined, isNeeded: boolean): void {
  if (proof === undefined) {
    if (!isNeeded) return;
    throw new GraphFailure({
      code: 100,
      type: "GraphMethodException",
      message: "API calls from the server require an appsecret_proof argument",
    });
  }
  let expected = proofs.get(token);
  if (expected === undefined) {
    expected = createHmac("sha256", appSecret).update(token).digest("hex");
    if (proofs.size > 10_000) proofs.clear();
    proofs.set(token, expected);
  }
  if (proof.length === expected.length && timingSafeEqual(Buffer.from(proof), Buffer.from(expected))) return;
  throw new GraphFailure({
    code: 100,
    type: "GraphMethodException",
    message: "Invalid appsecret_proof provided in the API argument",
  });
}
