import * as z from "zod";
import type { GraphContext } from "./context";
import { graphIdSchema, graphTimeSchema } from "./graph-json";
import { toNode } from "./labels";
import type { GraphList } from "./paging";
import { createList } from "./paging";

export type GraphConversation = {
  id: string;
  /** The person who is not the Page; null when the Graph hides them. */
  customer: { psid: string; name: string | null } | null;
  snippet: string | null;
  /** Time of the last message of either side, so it says nothing about the messaging window. */
  updatedAt: Date;
  /** The newest, newest first, as many as were asked for. */
  messages: GraphMessageSummary[];
  /** The customer's newest message among `messages`. */
  lastInboundAt: Date | null;
  /** Whether `lastInboundAt` is null only because the customer's last message lies further back. */
  isInboundFurtherBack: boolean;
};

export type GraphMessageSummary = { id: string; fromId: string | null; createdAt: Date; text: string | null };

export type ListConversationsOptions = {
  /** Conversations a page; edges cap it at 100. The Conversations API takes two calls a second a Page. */
  limit?: number;
  /** Newest messages nested in each; only the 20 newest of a conversation can be read at all. */
  messagesLimit?: number;
  /** Only the conversation with this person. */
  psid?: string;
};

const conversationsPageSize = 100;
const messagesSizeDefault = 5;
/** Source: Conversations API; older ones answer as deleted. */
const readableMessagesMax = 20;

const partySchema = z.object({ id: graphIdSchema, name: z.string().optional() });

const messageSchema = z
  .object({
    id: graphIdSchema,
    created_time: graphTimeSchema,
    from: partySchema.optional(),
    message: z.string().optional(),
  })
  .transform((message): GraphMessageSummary => ({
    id: message.id,
    fromId: message.from?.id ?? null,
    createdAt: message.created_time,
    text: message.message ?? null,
  }));

const conversationSchema = z.object({
  id: graphIdSchema,
  snippet: z.string().optional(),
  updated_time: graphTimeSchema,
  participants: z.object({ data: z.array(partySchema) }).optional(),
  messages: z.object({ data: z.array(messageSchema) }).optional(),
});

/** Conversations, the most recently active first, each with its newest messages. */
export function listConversations(
  context: GraphContext,
  options: ListConversationsOptions = {},
): GraphList<GraphConversation> {
  const messagesLimit = Math.min(options.messagesLimit ?? messagesSizeDefault, readableMessagesMax);
  const messageFields = `messages.limit(${messagesLimit}){id,created_time,from{id,name},message}`;
  const query = {
    // v2.11 knows Messenger alone and no `platform`.
    ...(context.profile === "current" ? { platform: "messenger" } : {}),
    fields: `id,snippet,updated_time,participants{id,name},${messageFields}`,
    limit: options.limit ?? conversationsPageSize,
    user_id: options.psid,
  };
  const schema = conversationSchema.transform((found) =>
    toConversation(found, context.pageId, messagesLimit),
  );
  return createList(
    context.transport,
    { method: "GET", path: `${context.pageNode}/conversations`, query },
    schema,
  );
}

/** The readable messages of one conversation, newest first. */
export function listMessages(context: GraphContext, conversationId: string): GraphList<GraphMessageSummary> {
  const query = { fields: "id,created_time,from,message", limit: readableMessagesMax };
  const path = `${toNode(conversationId)}/messages`;
  return createList(context.transport, { method: "GET", path, query }, messageSchema);
}

function toConversation(
  found: z.infer<typeof conversationSchema>,
  pageId: string,
  messagesLimit: number,
): GraphConversation {
  const customer = found.participants?.data.find(({ id }) => id !== pageId);
  const messages = (found.messages?.data ?? []).toSorted(
    (a, b) => b.createdAt.getTime() - a.createdAt.getTime(),
  );
  const inbound = messages.find(({ fromId }) => fromId !== null && fromId !== pageId);
  return {
    id: found.id,
    customer: customer ? { psid: customer.id, name: customer.name ?? null } : null,
    snippet: found.snippet ?? null,
    updatedAt: found.updated_time,
    messages,
    lastInboundAt: inbound?.createdAt ?? null,
    isInboundFurtherBack: inbound === undefined && messages.length >= messagesLimit,
  };
}
