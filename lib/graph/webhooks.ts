import * as z from "zod";
import type { GraphContext } from "./context";
import { graphIdSchema, successSchema } from "./graph-json";
import type { Transport } from "./transport";

/** An app that hears of a Page's events. */
export type GraphSubscribedApp = { id: string; fields: string[] };

/** Lets the token's app hear of these events of the Page; names the whole list, not an addition to it. */
export async function subscribeApp(context: GraphContext, fields: readonly string[]): Promise<void> {
  const body = { subscribed_fields: fields.join(",") };
  const path = `${context.pageNode}/subscribed_apps`;
  await context.transport.call({ method: "POST", path, body }, successSchema);
}

export async function unsubscribeApp(context: GraphContext): Promise<void> {
  await context.transport.call(
    { method: "DELETE", path: `${context.pageNode}/subscribed_apps` },
    successSchema,
  );
}

/** Empty when the platform has unsubscribed us after an hour of failed deliveries. */
export async function listSubscribedApps(context: GraphContext): Promise<GraphSubscribedApp[]> {
  const app = z.object({ id: graphIdSchema, subscribed_fields: z.array(z.string()).default([]) });
  const path = `${context.pageNode}/subscribed_apps`;
  const { data } = await context.transport.call({ method: "GET", path }, z.object({ data: z.array(app) }));
  return data.map(({ id, subscribed_fields }) => ({ id, fields: subscribed_fields }));
}

export type WebhookSubscription = {
  callbackUrl: string;
  /** The callback must answer the handshake with it before this call returns. */
  verifyToken: string;
  fields: readonly string[];
};

/** With the app's token: where the events of all Pages go. */
export async function subscribeWebhooks(
  transport: Transport,
  appId: string,
  subscription: WebhookSubscription,
): Promise<void> {
  const body = {
    object: "page",
    callback_url: subscription.callbackUrl,
    verify_token: subscription.verifyToken,
    fields: subscription.fields.join(","),
    include_values: true,
  };
  await transport.call({ method: "POST", path: `${appId}/subscriptions`, body }, successSchema);
}
