import { isDeepStrictEqual } from "node:util";
import { recordActivity } from "../activity/mutations";
import { toContentProblem } from "../broadcasts/content-problem";
import { getBroadcast } from "../broadcasts/data";
import { toGraphContent } from "../broadcasts/graph-content";
import { noteBlocked } from "../broadcasts/receipts";
import { toReasonWords, type StoredReason } from "../broadcasts/delivery-reason";
import { toRefusalProblem } from "../broadcasts/refusal-problem";
import { toPauseWords, toReason } from "../broadcasts/send-outcome";
import { db } from "../db";
import { checkContent, fillContent } from "../domain/message-check";
import type { MessageContent } from "../domain/message-content";
import { decideSend } from "../domain/messaging-policy";
import type { MessageTag } from "../domain/messaging-rules";
import { toSendContent } from "../domain/send-content";
import type { DeliveryState } from "../domain/broadcast-state";
import { graphOf } from "../facebook-pages/data";
import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import { requireMayAnswer } from "../leads/claims";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { getCustomer } from "../customers/data";
import { readFacts, readOutcome } from "./data";
import { toDirectMetadata } from "./message-mark";
import { readOwnCustomer } from "./own-customer";

interface DirectMessage {
  psid: string;
  formKey: string;
  content: MessageContent;
  tag: MessageTag | null;
  isTagConfirmed: boolean;
}

/**
 * Sends one message to one customer, decided at this moment. It is written down before the Graph is called, and what
 * came of it after: without an answer it is unknown, and settled by its echo. Asked for again under the same key of the
 * form, it is not sent again: what came of the first is answered. @returns its state
 * @throws Problem, among them "lead-claimed" while a colleague answers this person
 */
export async function sendDirectMessage(
  pageId: PageId,
  userId: string,
  message: DirectMessage,
  test: { broadcastId: string } | null = null,
): Promise<{ state: DeliveryState }> {
  const { psid, formKey, content, tag, isTagConfirmed } = message;
  const facts = await readFacts(pageId, psid);
  const filled = fillContent(content, facts);
  const asked = { pageId, userId, psid, formKey, content: filled.ok ? filled.content : content };
  const earlier = await findEarlier(asked);
  if (earlier !== null) return earlier;
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
  if (!filled.ok) throw new Problem("message-empty", { values: { place: "" } });
  const { ordinal } = facts;
  // Before anything is written down: without a token nothing can have been sent.
  const graph = await graphOf(pageId);
  const row = {
    ...{ ...asked, ordinal, tag: decision.tag, isTest: test !== null },
    broadcastId: test?.broadcastId ?? null,
  };
  const id = await writeDown(row);
  // Somebody pressed twice at the same moment, and the other press was first.
  if (id === null) return (await findEarlier(asked)) ?? { state: "unknown" };
  const send = { psid, content: filled.content, messagingType: decision.messagingType, tag: decision.tag };
  return { state: await attempt(pageId, graph, { id, ordinal }, send) };
}

interface Asked {
  pageId: PageId;
  userId: string;
  psid: string;
  formKey: string;
  content: MessageContent;
}

/** @returns its id, or null when one of the same key is written down already */
async function writeDown(
  message: Asked & { ordinal: number; tag: MessageTag | null; isTest: boolean; broadcastId: string | null },
): Promise<string | null> {
  const { pageId, userId, psid, ordinal, isTest } = message;
  const { name: customerName } = await getCustomer(pageId, psid);
  return db().$transaction(async (transaction) => {
    // A test goes to whoever sends it.
    if (!isTest) await requireMayAnswer(transaction, pageId, userId, ordinal);
    const [created] = await transaction.directMessage.createManyAndReturn({
      data: [{ ...message, state: "attempting", attemptedAt: new Date() }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (created === undefined) return null;
    const action = isTest ? "broadcast.tested" : "customer.written-to";
    const subject = { psid, customerName };
    await recordActivity(transaction, pageId, { userId, origin: "dashboard", action, subject });
    return created.id;
  });
}

/**
 * What came of the message that this form sent before under the same key; null when it sent none.
 * @throws Problem when Facebook refused it, or when what is asked for now is another message
 */
async function findEarlier(asked: Asked): Promise<{ state: DeliveryState } | null> {
  const earlier = await db().directMessage.findUnique({ where: { formKey: asked.formKey } });
  if (earlier === null) return null;
  const { pageId, userId, psid, content } = earlier;
  const isSame = pageId === asked.pageId && userId === asked.userId && psid === asked.psid;
  if (!isSame || !isDeepStrictEqual(content, asked.content)) throw new Problem("direct-earlier-version");
  const { state, reason } = readOutcome(earlier);
  if (state !== "failed") return { state };
  throw new Problem("direct-refused", { values: { reason: toReasonWords(reason ?? "refused") } });
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
    if (!(error instanceof GraphError) || error.sendConsequence === "unknown")
      return settle(pageId, id, { state: "unknown", reason: "no-answer" });
    const reason = toDirectReason(error);
    if (reason === "blocked") await noteBlocked(pageId, [ordinal]);
    await settle(pageId, id, { state: "failed", reason });
    const words = error.sendConsequence === "pause" ? toPauseWords(error, pageId) : toReasonWords(reason);
    throw new Problem("direct-refused", { values: { reason: words }, cause: error });
  }
}

/** A person tries it again, not we. */
function toDirectReason(error: GraphError): StoredReason {
  const reason = toReason(error);
  return reason === "throttled" || reason === "unreachable" ? `direct-${reason}` : reason;
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

/** The draft as it is, to the customer who the person proved to be: marked as a test, and in no ledger. */
export async function sendTest(
  pageId: PageId,
  userId: string,
  { broadcastId, formKey }: { broadcastId: string; formKey: string },
): Promise<{ state: DeliveryState }> {
  const { content } = await getBroadcast(pageId, broadcastId);
  const { customer } = await readOwnCustomer(pageId, userId);
  if (customer === null) throw new Problem("test-nobody");
  const message = { psid: customer.psid, formKey, content, tag: null, isTagConfirmed: false };
  return sendDirectMessage(pageId, userId, message, { broadcastId });
}
