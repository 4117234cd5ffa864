import type { CustomerFacts } from "../customers/mutations";
import { env } from "../env";
import type { GraphConversation } from "../graph/conversations";

/** The Conversations API takes two calls a second a Page (Messenger rate limits, 23 Mar 2026). */
export function conversationsEveryMs(): number {
  return env().GRAPH_LIMITS === "off" ? 0 : 510;
}

export const conversationsPageSize = 100;
/** Only the 20 newest messages of a conversation can be read; enough to find the customer's own last one. */
export const messagesOfEach = 20;

/** What a conversation tells of its customer; nothing when the Graph hides them. */
export function toCustomerFacts(conversation: GraphConversation): CustomerFacts[] {
  const { customer, id, snippet, lastInboundAt } = conversation;
  if (!customer) return [];
  return [
    {
      psid: customer.psid,
      name: customer.name,
      conversationId: id,
      snippet,
      lastMessageAt: lastInboundAt,
      // A message opens the window; taps and reactions are not told by this call.
      windowOpenedAt: lastInboundAt,
    },
  ];
}

/** What the customer wrote, as far back as can be read: some of it may be a word that no webhook told us of. */
export function toInboundFacts({ customer, messages }: GraphConversation): CustomerFacts[] {
  if (!customer) return [];
  const { psid } = customer;
  return messages
    .filter(({ fromId }) => fromId === psid)
    .toReversed() // The oldest first: of two in the same second the later one counts.
    .map(({ text, createdAt }) => ({
      ...{ psid, name: null, conversationId: null, snippet: text },
      ...{ lastMessageAt: createdAt, windowOpenedAt: createdAt },
    }));
}
