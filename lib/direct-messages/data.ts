import { now } from "../clock";
import { toReasonWords } from "../broadcasts/delivery-reason";
import { toRefusalProblem } from "../broadcasts/refusal-problem";
import { db } from "../db";
import { messageContentSchema } from "../domain/message-content-schema";
import { decideSend, type SendContent, type SendFacts } from "../domain/messaging-policy";
import { messageTags, type MessageTag } from "../domain/messaging-rules";
import type { DirectMessage } from "../generated/prisma/client";
import { readClaims } from "../leads/claims";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { readSendingSettings } from "../sending-settings/data";
import { readUserNames } from "../team/data";
import type { DirectMessageRow, DirectMessages, DirectWay } from "./schema";

const rowsMax = 20;
/** Whoever was sending it is gone: nobody will write its answer down any more. */
const givenUpAfterMs = 60_000;

/** What one customer may be written now and was written lately. @throws Problem "customer-unknown" */
export async function readDirectMessages(pageId: PageId, psid: string): Promise<DirectMessages> {
  const facts = await readFacts(pageId, psid);
  const stored = await db().directMessage.findMany({
    where: { pageId, ordinal: facts.ordinal },
    orderBy: { attemptedAt: "desc" },
    take: rowsMax,
  });
  const names = await readUserNames(stored.map(({ userId }) => userId));
  const rows = stored.map((row): DirectMessageRow => {
    const { state, reason } = readOutcome(row);
    return {
      id: row.id,
      by: row.userId === null ? null : (names.get(row.userId) ?? null),
      content: messageContentSchema.parse(row.content),
      tag: messageTags.find((tag) => tag === row.tag) ?? null,
      isTest: row.isTest,
      state,
      reasonWords: reason === null ? null : toReasonWords(reason),
      attemptedAt: row.attemptedAt.toISOString(),
      deliveredAt: row.deliveredAt?.toISOString() ?? null,
      readAt: row.readAt?.toISOString() ?? null,
    };
  });
  const ways = [null, ...messageTags].map((tag) => toWay(facts, tag));
  const claim = (await readClaims(pageId, [facts.ordinal])).get(facts.ordinal) ?? null;
  return { rows, ways, claim };
}

/** What came of a message, as far as anybody can know now. */
export function readOutcome(row: Pick<DirectMessage, "state" | "reason" | "attemptedAt">) {
  const isGivenUp = row.state === "attempting" && Date.now() - row.attemptedAt.getTime() > givenUpAfterMs;
  return isGivenUp
    ? ({ state: "unknown", reason: "worker-died" } as const)
    : { state: row.state, reason: row.reason };
}

export type DirectFacts = Omit<SendFacts, "tag" | "content"> & {
  ordinal: number;
  firstName: string | null;
};

/** What decides a message to one customer, as it is at this moment. @throws Problem "customer-unknown" */
export async function readFacts(pageId: PageId, psid: string): Promise<DirectFacts> {
  const customer = await db().customer.findUnique({
    where: { pageId_psid: { pageId, psid } },
    include: { page: { select: { profile: true } } },
  });
  if (!customer)
    throw new Problem("customer-unknown", { field: "psid", values: { psid: psid.slice(0, 40) } });
  const { humanAgentApproved } = await readSendingSettings(pageId);
  const { ordinal, firstName, windowOpenedAt, lastMessageAt, blocked, labelsKnown, page } = customer;
  return {
    ...{ ordinal, firstName, windowOpenedAt, lastMessageAt, blocked, labelsKnown, humanAgentApproved },
    profile: page.profile,
    platform: "messenger",
    way: "one-person",
    author: "person",
    optedOut: customer.optedOutAt !== null,
    at: now(),
  };
}

function toWay(facts: DirectFacts, tag: MessageTag | null): DirectWay {
  const content: SendContent = tag === "CUSTOMER_FEEDBACK" ? "customer-feedback" : "ordinary";
  const decision = decideSend({ ...facts, tag, content });
  if (!decision.allowed) return { tag, until: null, refused: toWords(toRefusalProblem(decision)) };
  return { tag, until: decision.until?.toISOString() ?? null, refused: null };
}
