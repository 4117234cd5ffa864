import { recordActivity } from "../activity/mutations";
import { db, type Transaction } from "../db";
import { graphOf } from "../facebook-pages/data";
import { GraphError } from "../graph/errors";
import { toGraphProblem } from "../graph-problem";
import { Prisma } from "../generated/prisma/client";
import { getLabel } from "../labels/data";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { getCustomer } from "./data";
import { claimEchoes, nameLabelActor } from "./label-actor";
import { beginOwnLabelChange, endOwnLabelChange } from "./own-label-change";

/** A customer as the Graph or a webhook tells of them. What is null is not known and changes nothing. */
export interface CustomerFacts {
  psid: string;
  name: string | null;
  conversationId: string | null;
  snippet: string | null;
  lastMessageAt: Date | null;
  windowOpenedAt: Date | null;
}

/**
 * Adds and updates customers. New ones get the next ordinals of the Page and start with their labels unknown;
 * times only move forward, so that late news does no harm.
 */
export async function saveCustomers(
  transaction: Transaction,
  pageId: PageId,
  told: readonly CustomerFacts[],
): Promise<void> {
  const facts = mergeFacts(told);
  if (facts.length === 0) return;
  // The Page's row is locked first: of two that meet the same new customer, one waits and then finds them.
  // NO KEY: whoever only refers to the Page, as a label's history does at the end of a change, need not wait, and so
  // cannot wait in a circle with us.
  await transaction.$queryRaw`SELECT id FROM page WHERE id = ${pageId} FOR NO KEY UPDATE`;
  const given = toGiven(facts);
  await transaction.$executeRaw`
    UPDATE customer SET
        name = coalesce(given.name, customer.name),
        conversation_id = coalesce(given.conversation_id, customer.conversation_id),
        snippet = coalesce(given.snippet, customer.snippet),
        last_message_at = greatest(customer.last_message_at, given.last_message_at),
        -- Who writes again can be written to again.
        blocked = customer.blocked AND NOT coalesce(given.window_opened_at > customer.window_opened_at, false),
        window_opened_at = greatest(customer.window_opened_at, given.window_opened_at)
      FROM ${given} WHERE customer.page_id = ${pageId} AND customer.psid = given.psid`;
  // After those who were known, so that nobody is written twice.
  await transaction.$executeRaw`
    WITH fresh AS (
      SELECT given.*, row_number() OVER (ORDER BY given.psid) - 1 AS place FROM ${given}
       WHERE NOT EXISTS (SELECT FROM customer WHERE page_id = ${pageId} AND customer.psid = given.psid)
    ), booked AS (
      UPDATE page SET next_ordinal = next_ordinal + (SELECT count(*) FROM fresh)::int
       WHERE id = ${pageId} RETURNING next_ordinal - (SELECT count(*) FROM fresh)::int AS first
    )
    INSERT INTO customer (page_id, ordinal, psid, name, conversation_id, snippet, last_message_at, window_opened_at)
    SELECT ${pageId}, booked.first + fresh.place, fresh.psid, coalesce(fresh.name, fresh.psid),
           fresh.conversation_id, fresh.snippet, fresh.last_message_at, fresh.window_opened_at
      FROM fresh, booked`;
}

/** The facts as a table that a statement reads from, by the name of `given`. */
function toGiven(facts: readonly CustomerFacts[]): Prisma.Sql {
  return Prisma.sql`
    unnest(${facts.map(({ psid }) => psid)}::text[], ${facts.map(({ name }) => name)}::text[],
           ${facts.map(({ conversationId }) => conversationId)}::text[],
           ${facts.map(({ snippet }) => snippet)}::text[],
           ${facts.map(({ lastMessageAt }) => lastMessageAt)}::timestamptz[],
           ${facts.map(({ windowOpenedAt }) => windowOpenedAt)}::timestamptz[])
      AS given(psid, name, conversation_id, snippet, last_message_at, window_opened_at)`;
}

/** One line for each customer, in the order of their PSIDs: an UPDATE takes any of several, not the last. */
function mergeFacts(told: readonly CustomerFacts[]): CustomerFacts[] {
  const merged = new Map<string, CustomerFacts>();
  for (const facts of told) {
    const known = merged.get(facts.psid);
    merged.set(facts.psid, known === undefined ? facts : mergeTwo(known, facts));
  }
  return [...merged.values()].sort((one, other) => (one.psid < other.psid ? -1 : 1));
}

function mergeTwo(before: CustomerFacts, after: CustomerFacts): CustomerFacts {
  return {
    psid: after.psid,
    name: after.name ?? before.name,
    conversationId: after.conversationId ?? before.conversationId,
    snippet: after.snippet ?? before.snippet,
    lastMessageAt: toLater(before.lastMessageAt, after.lastMessageAt),
    windowOpenedAt: toLater(before.windowOpenedAt, after.windowOpenedAt),
  };
}

function toLater(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

export interface LabelChange {
  action: "assign" | "remove";
  psid: string;
  labelId: string;
}

/**
 * Changes one label on one customer: on the Page first, then here, with its line in the activity. Killed between,
 * or with another change of the same customer beside it, it ends in the labels being read from the Page.
 */
export async function changeLabel(
  pageId: PageId,
  userId: string,
  change: LabelChange,
  { undoes }: { undoes?: bigint } = {},
): Promise<void> {
  const [label, customer, graph] = await Promise.all([
    getLabel(pageId, change.labelId),
    getCustomer(pageId, change.psid),
    graphOf(pageId),
  ]);
  if (customer.labelsUnknownReason === "phone-account") throw new Problem("customer-labels-unknown");
  const since = new Date();
  const own = await beginOwnLabelChange(pageId, customer.ordinal);
  try {
    if (change.action === "assign") await graph.assignLabel(change.labelId, change.psid);
    else await graph.removeLabel(change.labelId, change.psid);
  } catch (error) {
    const outcome = error instanceof GraphError && error.provesNothingDone ? "unchanged" : "unknown";
    await db().$transaction((transaction) => endOwnLabelChange(transaction, pageId, own, outcome));
    throw toGraphProblem(error, pageId);
  }
  await db().$transaction(async (transaction) => {
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: change.action === "assign" ? "label.assigned" : "label.removed",
      subject: {
        labelId: label.labelId,
        labelName: label.name,
        psid: customer.psid,
        customerName: customer.name,
      },
      undoes,
    });
    await announce(pageId, ["labels", "customers", "audience", "activity"], transaction);
    const isAssigned = change.action === "assign";
    const changed = { ordinal: customer.ordinal, labelKey: label.key, isAssigned };
    // First the customer, whom the echo of this change may be writing to: from then on its line is there to be claimed.
    await endOwnLabelChange(transaction, pageId, own, "changed");
    await claimEchoes(transaction, pageId, { userId }, [changed], since);
    await nameLabelActor(transaction, { userId });
    await writeAssignment(transaction, pageId, label.key, customer.ordinal, change.action);
  });
}

async function writeAssignment(
  transaction: Transaction,
  pageId: PageId,
  labelKey: number,
  ordinal: number,
  action: LabelChange["action"],
): Promise<void> {
  if (action === "assign") {
    await transaction.$executeRaw`
      INSERT INTO assignment (label_key, ordinal, page_id) VALUES (${labelKey}, ${ordinal}, ${pageId})
      ON CONFLICT DO NOTHING`;
  } else {
    await transaction.$executeRaw`DELETE FROM assignment WHERE label_key = ${labelKey} AND ordinal = ${ordinal}`;
  }
}
