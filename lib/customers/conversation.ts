import { graphOf } from "../facebook-pages/data";
import { toGraphReadProblem } from "../graph-problem";
import { GraphError } from "../graph/errors";
import type { PageId } from "../page-id";
import { getCustomer } from "./data";
import type { Conversation } from "./schema";

/** Only the 20 newest messages of a conversation can be read at all (Conversations API). */
const readableMessagesMax = 20;

/** The newest messages with this customer, oldest first, asked of the Graph now: we keep none. @throws Problem */
export async function readConversation(pageId: PageId, psid: string): Promise<Conversation> {
  await getCustomer(pageId, psid);
  const graph = await graphOf(pageId);
  try {
    const list = graph.listConversations({ psid, limit: 1, messagesLimit: readableMessagesMax });
    for await (const { customer, messages } of list) {
      if (customer?.psid !== psid) continue;
      return {
        mayHaveOlder: messages.length >= readableMessagesMax,
        messages: messages
          .map(({ id, fromId, createdAt, text }) => ({
            id,
            isFromPage: fromId === pageId,
            at: createdAt.toISOString(),
            text,
          }))
          .reverse(),
      };
    }
    return { mayHaveOlder: false, messages: [] };
  } catch (error) {
    throw error instanceof GraphError ? toGraphReadProblem(error, pageId) : error;
  }
}
