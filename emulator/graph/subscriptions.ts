import { randomInt } from "node:crypto";
import type { EmulatorContext } from "../context";
import type { Page } from "../state/page";
import { appId, appName } from "../state/world";
import { listParameter, textParameter, type GraphCall } from "./call";
import { GraphFailure, invalidParameter, missingParameter } from "./failure";
import { subscribableFields } from "./subscribable-fields";

const handshakeWithinMs = 5_000;

/** `POST /PAGE-ID/subscribed_apps?subscribed_fields=…` */
export function subscribePage(context: EmulatorContext, call: GraphCall, page: Page): { success: true } {
  const fields = listParameter(call, "subscribed_fields");
  if (fields === undefined || fields.length === 0) throw missingParameter("subscribed_fields");
  requireKnownFields("subscribed_fields", fields);
  context.world.commit({ type: "page-subscribed", pageId: page.id, fields });
  return { success: true };
}

export function listSubscribedApps(
  _context: EmulatorContext,
  _call: GraphCall,
  page: Page,
): { data: unknown[] } {
  if (page.subscribedFields === null) return { data: [] };
  const link = `https://www.facebook.com/games/?app_id=${appId}`;
  return {
    data: [
      { category: "Business", link, name: appName, id: appId, subscribed_fields: page.subscribedFields },
    ],
  };
}

export function unsubscribePage(context: EmulatorContext, _call: GraphCall, page: Page): { success: true } {
  context.world.commit({ type: "page-subscribed", pageId: page.id, fields: null });
  return { success: true };
}

/** `POST /APP-ID/subscriptions`: the callback must answer the handshake before anything is kept. */
export async function subscribeApp(context: EmulatorContext, call: GraphCall): Promise<{ success: true }> {
  const object = textParameter(call, "object");
  if (object !== "page") throw invalidParameter("Param object must be one of {page}");
  const callbackUrl = textParameter(call, "callback_url");
  const verifyToken = textParameter(call, "verify_token");
  if (callbackUrl === undefined) throw missingParameter("callback_url");
  if (verifyToken === undefined) throw missingParameter("verify_token");
  const fields = listParameter(call, "fields") ?? [];
  requireKnownFields("fields", fields);
  const includeValues = textParameter(call, "include_values") !== "false";
  await shakeHands(context, callbackUrl, verifyToken);
  context.world.commit({
    type: "app-subscribed",
    subscription: { callbackUrl, verifyToken, fields, includeValues },
  });
  return { success: true };
}

export function listAppSubscriptions(context: EmulatorContext): { data: unknown[] } {
  const { subscription } = context.world;
  if (!subscription) return { data: [] };
  const fields = subscription.fields.map((name) => ({ name, version: "v26.0" }));
  return { data: [{ object: "page", callback_url: subscription.callbackUrl, active: true, fields }] };
}

export function unsubscribeApp(context: EmulatorContext): { success: true } {
  context.world.commit({ type: "app-subscribed", subscription: null });
  return { success: true };
}

async function shakeHands(context: EmulatorContext, callbackUrl: string, verifyToken: string): Promise<void> {
  if (!/^https?:\/\//.test(callbackUrl) || !URL.canParse(callbackUrl)) {
    throw invalidParameter("Param callback_url must be a valid URL");
  }
  const url = new URL(callbackUrl);
  const challenge = String(randomInt(100_000_000, 2_000_000_000));
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", verifyToken);
  let status: string;
  try {
    const response = await context.fetch(url, { signal: AbortSignal.timeout(handshakeWithinMs) });
    const answer = await response.text();
    if (response.status === 200 && answer.trim() === challenge) return;
    status = `HTTP Status Code = ${response.status}`;
  } catch (error) {
    status = error instanceof Error ? error.message : String(error);
  }
  throw new GraphFailure({
    code: 2200,
    message: `(#2200) Callback verification failed with the following errors: ${status}; challenge not returned`,
  });
}

function requireKnownFields(name: string, fields: string[]): void {
  const unknown = fields.find((field) => !subscribableFields.has(field));
  if (unknown !== undefined)
    throw invalidParameter(`Param ${name} has an unknown value: "${unknown.slice(0, 80)}"`);
}
