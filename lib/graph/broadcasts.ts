import * as z from "zod";
import type { GraphContext } from "./context";
import { graphIdSchema, graphTimeSchema, successSchema } from "./graph-json";
import { toNode } from "./labels";
import type { GraphMessageContent } from "./messages";
import { toContent } from "./messages";
import type { GraphList } from "./paging";
import { createList } from "./paging";

/**
 * The Broadcast API of legacy Pages; the platform ended it on 4 March 2020, and a current Page answers an error.
 * Source: "Targeting Broadcast Messages" (v2.11) and the Broadcast API reference.
 */
export type GraphAudience =
  | { custom_label_id: string }
  | { targeting: { labels: GraphTargetingLabels } }
  /** Every open conversation. Spelt out, so that a missing predicate can never mean everyone. */
  | "every-open-conversation";

export type GraphTargetingLabels = {
  operator: "AND" | "OR" | "NOT";
  values: (string | GraphTargetingLabels)[];
};

export type GraphCreativeMessage =
  GraphMessageContent | { dynamicText: { text: string; fallbackText: string } };

export type GraphBroadcastRequest = {
  messageCreativeId: string;
  audience: GraphAudience;
  notificationType?: "REGULAR" | "SILENT_PUSH" | "NO_PUSH";
  messagingType?: "RESPONSE" | "UPDATE" | "MESSAGE_TAG";
  tag?: string;
  scheduleAt?: Date;
};

export type GraphBroadcast = { id: string; status: string | null; scheduledAt: Date | null };

const broadcastSchema = z
  .object({ id: graphIdSchema, status: z.string().optional(), scheduled_time: graphTimeSchema.optional() })
  .transform(({ id, status, scheduled_time }): GraphBroadcast => ({
    id,
    status: status ?? null,
    scheduledAt: scheduled_time ?? null,
  }));

export async function createMessageCreative(
  context: GraphContext,
  message: GraphCreativeMessage,
): Promise<string> {
  const content =
    "dynamicText" in message
      ? { dynamic_text: { text: message.dynamicText.text, fallback_text: message.dynamicText.fallbackText } }
      : toContent(message);
  const path = `${context.pageNode}/message_creatives`;
  const schema = z.object({ message_creative_id: graphIdSchema });
  const answer = await context.transport.call(
    { method: "POST", path, body: { messages: [content] } },
    schema,
  );
  return answer.message_creative_id;
}

/** Starts or schedules a broadcast and answers its id. */
export async function sendBroadcast(context: GraphContext, request: GraphBroadcastRequest): Promise<string> {
  const body = {
    message_creative_id: request.messageCreativeId,
    ...toAudienceFields(request.audience),
    notification_type: request.notificationType,
    messaging_type: request.messagingType,
    tag: request.tag,
    schedule_time: request.scheduleAt?.toISOString(),
  };
  const path = `${context.pageNode}/broadcast_messages`;
  const schema = z.object({ broadcast_id: graphIdSchema });
  return (await context.transport.call({ method: "POST", path, body }, schema)).broadcast_id;
}

const broadcastFields = "scheduled_time,status";

export function listBroadcasts(context: GraphContext): GraphList<GraphBroadcast> {
  const path = `${context.pageNode}/broadcast_messages`;
  return createList(
    context.transport,
    { method: "GET", path, query: { fields: broadcastFields } },
    broadcastSchema,
  );
}

/** The platform documents no list of status values, so it stays text. */
export async function getBroadcast(context: GraphContext, broadcastId: string): Promise<GraphBroadcast> {
  const query = { fields: broadcastFields };
  return context.transport.call({ method: "GET", path: toNode(broadcastId), query }, broadcastSchema);
}

/** Only a scheduled broadcast that has not started. */
export async function cancelBroadcast(context: GraphContext, broadcastId: string): Promise<void> {
  const body = { operation: "cancel" };
  await context.transport.call({ method: "POST", path: toNode(broadcastId), body }, successSchema);
}

/** How many messages a broadcast has sent; null while the Graph has no figure. */
export async function countMessagesSent(context: GraphContext, broadcastId: string): Promise<number | null> {
  const path = `${toNode(broadcastId)}/insights/messages_sent`;
  const schema = z.object({
    data: z.array(z.object({ values: z.array(z.object({ value: z.coerce.number() })) })),
  });
  const { data } = await context.transport.call({ method: "GET", path }, schema);
  return data[0]?.values.at(-1)?.value ?? null;
}

/** Asks for an estimate and answers its id; the figure may take a while. */
export async function startReachEstimation(context: GraphContext, audience: GraphAudience): Promise<string> {
  const path = `${context.pageNode}/broadcast_reach_estimations`;
  const schema = z.object({ reach_estimation_id: graphIdSchema });
  const answer = await context.transport.call(
    { method: "POST", path, body: toAudienceFields(audience) },
    schema,
  );
  return answer.reach_estimation_id;
}

/** People who would be reached. The Graph writes the figure as text; null while it is not ready. */
export async function findReachEstimate(context: GraphContext, estimationId: string): Promise<number | null> {
  const schema = z.object({ reach_estimation: z.union([z.string(), z.number()]).nullish() });
  const answer = await context.transport.call({ method: "GET", path: toNode(estimationId) }, schema);
  const figure = Number(answer.reach_estimation ?? Number.NaN);
  return Number.isFinite(figure) && figure >= 0 ? figure : null;
}

function toAudienceFields(audience: GraphAudience): Record<string, string | object> {
  return audience === "every-open-conversation" ? {} : audience;
}
