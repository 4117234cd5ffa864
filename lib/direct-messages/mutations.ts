import { recordActivity } from "../activity/mutations";
import { toContentProblem } from "../broadcasts/content-problem";
import { getBroadcast } from "../broadcasts/data";
import { toGraphContent } from "../broadcasts/graph-content";
import { noteBlocked } from "../broadcasts/receipts";
import { toReasonWords } from "../broadcasts/delivery-reason";
import { toRefusalProblem } from "../broadcasts/refusal-problem";
import { toOutcome } from "../broadcasts/send-outcome";
import { db } from "../db";
import { checkContent, fillContent } from "../domain/message-check";
import type { MessageContent } from "../domain/message-content";
import { decideSend } from "../domain/messaging-policy";
import type { MessageTag } from "../domain/messaging-rules";
import { toSendContent } from "../domain/send-content";
import type { DeliveryState } from "../domain/broadcast-state";
import { graphOf } from "../facebook-pages/data";
import type { GraphClient } from "../graph/client";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { getCustomer } from "../customers/data";
import { findOwnCustomer, readFacts } from "./data";
import { toDirectMetadata } from "./message-mark";

interface DirectMessage {
  psid: string;
  content: MessageContent;
  tag: MessageTag | null;
  isTagConfirmed: boolean;
}

/**
 * Sends one message to one customer, decided at this moment. It is written down before the Graph is called, and what
 * came of it after: without an answer it is unknown, and settled by its echo. @returns its state
 */
export async function sendDirectMessage(
  pageId: PageId,
  userId: string,
  message: DirectMessage,
  test: { broadcastId: string } | null = null,
): Promise<{ state: DeliveryState }> {
  const { psid, content, tag, isTagConfirmed } = message;
  const facts = await readFacts(pageId, psid);
  const firstName = facts.firstName?.trim() ?? "";
  const names = { firstNameLengthMax: [...firstName].length, someWithoutFirstName: firstName === "" };
  // A test is no answer to them: who wants no broadcasts gets none to look at either.
  if (test !== null && facts.optedOut) throw new Problem("test-opted-out");
  const [trouble] = checkContent(content, names);
  if (trouble) throw toContentProblem(trouble);
  const decision = decideSend({ ...facts, tag, content: toSendContent(content, isTagConfirmed) });
  if (!decision.allowed) throw toRefusalProblem(decision);
  if (decision.tag !== null && !isTagConfirmed)
    throw new Problem("broadcast-tag-unconfirmed", { field: "tag" });
  const filled = fillContent(content, facts);
  if (!filled.ok) throw new Problem("message-empty", { values: { place: "" } });
  const { ordinal } = facts;
  // Before anything is written down: without a token nothing can have been sent.
  const graph = await graphOf(pageId);
  const row = await db().$transaction(async (transaction) => {
    const action = test === null ? "customer.written-to" : "broadcast.tested";
    const { name: customerName } = await getCustomer(pageId, psid);
    const subject = { psid, customerName };
    await recordActivity(transaction, pageId, { userId, origin: "dashboard", action, subject });
    return transaction.directMessage.create({
      data: {
        ...{ pageId, ordinal, psid, userId, content: filled.content, tag: decision.tag },
        ...{ broadcastId: test?.broadcastId ?? null, isTest: test !== null },
        state: "attempting",
        attemptedAt: new Date(),
      },
    });
  });
  const send = { psid, content: filled.content, messagingType: decision.messagingType, tag: decision.tag };
  return { state: await attempt(pageId, graph, { id: row.id, ordinal }, send) };
}

interface Send {
  psid: string;
  content: MessageContent;
  messagingType: "RESPONSE" | "UPDATE" | "MESSAGE_TAG";
  tag: MessageTag | null;
}

/** @throws Problem when Facebook refused it: nothing was sent then */
async function attempt(
  pageId: PageId,
  graph: GraphClient,
  { id, ordinal }: { id: string; ordinal: number },
  { psid, content, messagingType, tag }: Send,
): Promise<DeliveryState> {
  try {
    const { messageId } = await graph.sendMessage({
      psid,
      content: toGraphContent(content),
      messagingType,
      tag: tag ?? undefined,
      metadata: toDirectMetadata(id),
    });
    return await settle(pageId, id, { state: "sent", messageId });
  } catch (error) {
    const { outcome, pauseReason } = toOutcome({ ordinal, attempts: 0 }, error, pageId);
    if (outcome.state === "unknown")
      return settle(pageId, id, { state: outcome.state, reason: outcome.reason });
    const reason = "reason" in outcome ? outcome.reason : "refused";
    if (reason === "blocked") await noteBlocked(pageId, ordinal);
    await settle(pageId, id, { state: "failed", reason });
    throw new Problem("direct-refused", {
      values: { reason: pauseReason ?? toReasonWords(reason) },
      cause: error,
    });
  }
}

/** An echo may have been quicker than the answer: what it settled stays. */
async function settle(
  pageId: PageId,
  id: string,
  result: { state: DeliveryState; messageId?: string; reason?: string },
): Promise<DeliveryState> {
  await db().directMessage.updateMany({
    where: { id, state: "attempting" },
    data: { ...result, finishedAt: new Date() },
  });
  await announce(pageId, ["customers", "broadcasts", "activity"]);
  return result.state;
}

/** The draft as it is, to the customer who the person says they are: marked as a test, and in no ledger. */
export async function sendTest(
  pageId: PageId,
  userId: string,
  broadcastId: string,
): Promise<{ state: DeliveryState }> {
  const { content } = await getBroadcast(pageId, broadcastId);
  const own = await findOwnCustomer(pageId, userId);
  if (own === null) throw new Problem("test-nobody");
  const message = { psid: own.psid, content, tag: null, isTagConfirmed: false };
  return sendDirectMessage(pageId, userId, message, { broadcastId });
}

export async function nameOwnCustomer(pageId: PageId, userId: string, psid: string): Promise<null> {
  const { ordinal } = await getCustomer(pageId, psid);
  const where = { userId_pageId: { userId, pageId } };
  await db().ownCustomer.upsert({ where, create: { userId, pageId, ordinal }, update: { ordinal } });
  await announce(pageId, ["customers"]);
  return null;
}
