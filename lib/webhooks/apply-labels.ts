import type { Transaction } from "../db";
import type { PageId } from "../page-id";
import type { LabelEvent } from "./effects";

interface Known {
  psid: string;
  ordinal: number;
  labelsKnown: boolean;
  labelsUnknownReason: string | null;
  labelsEventAt: bigint;
}

interface Verdicts {
  assign: { ordinal: number; labelId: string }[];
  remove: { ordinal: number; labelId: string }[];
  /** Newest event of each customer, in seconds. */
  newest: Map<number, number>;
  doubtful: Set<number>;
}

/**
 * Applies label events. Webhooks may come late, twice or in another order, and their times are in seconds. So an
 * event that is newer than all we know of a customer is applied; any other makes the customer's labels doubtful,
 * and they are read from the Page. So does a label that we do not know: it may be new, or deleted a moment ago. Customers whose labels are unknown wait for that anyway.
 */
export async function applyLabelEvents(
  transaction: Transaction,
  pageId: PageId,
  events: LabelEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const known = await readKnown(transaction, pageId, events);
  const verdicts = decide(events, known, await readLabelIds(transaction, pageId, events));
  await transaction.$executeRaw`
    UPDATE customer SET labels_revision = labels_revision + 1, labels_event_at = given.at,
           labels_doubtful = labels_doubtful OR given.doubtful
      FROM unnest(${[...verdicts.newest.keys()]}::int[], ${[...verdicts.newest.values()]}::bigint[],
                  ${[...verdicts.newest.keys()].map((ordinal) => verdicts.doubtful.has(ordinal))}::bool[])
           AS given(ordinal, at, doubtful)
     WHERE page_id = ${pageId} AND customer.ordinal = given.ordinal`;
  await writeAssignments(transaction, pageId, verdicts);
}

async function readKnown(
  transaction: Transaction,
  pageId: PageId,
  events: LabelEvent[],
): Promise<ReadonlyMap<string, Known>> {
  const rows = await transaction.$queryRaw<Known[]>`
    SELECT psid, ordinal, labels_known AS "labelsKnown",
           labels_unknown_reason AS "labelsUnknownReason", labels_event_at AS "labelsEventAt" FROM customer
     WHERE page_id = ${pageId} AND psid = ANY(${events.map(({ psid }) => psid)}::text[])
     ORDER BY ordinal FOR UPDATE`;
  return new Map(rows.map((row) => [row.psid, row]));
}

async function readLabelIds(
  transaction: Transaction,
  pageId: PageId,
  events: LabelEvent[],
): Promise<ReadonlySet<string>> {
  const labelIds = [...new Set(events.map(({ labelId }) => labelId))];
  const rows = await transaction.label.findMany({
    where: { pageId, labelId: { in: labelIds } },
    select: { labelId: true },
  });
  return new Set(rows.map(({ labelId }) => labelId));
}

function decide(
  events: LabelEvent[],
  known: ReadonlyMap<string, Known>,
  labelIds: ReadonlySet<string>,
): Verdicts {
  const last = new Map<string, { ordinal: number; labelId: string; action: LabelEvent["action"] }>();
  const newest = new Map<number, number>();
  const doubtful = new Set<number>();
  for (const { psid, labelId, action, atSeconds } of events) {
    const customer = known.get(psid);
    if (!customer) continue;
    const { ordinal } = customer;
    const lastSeconds = newest.get(ordinal) ?? Number(customer.labelsEventAt);
    newest.set(ordinal, Math.max(lastSeconds, atSeconds));
    // Whose labels change has labels: whom the Graph could not read before is asked for again.
    if (customer.labelsUnknownReason === "unreadable") doubtful.add(ordinal);
    if (!customer.labelsKnown) continue;
    const isUnknownLabel = !labelIds.has(labelId);
    if (isUnknownLabel && action === "remove") continue;
    if (isUnknownLabel || atSeconds <= lastSeconds) doubtful.add(ordinal);
    else last.set(`${ordinal} ${labelId}`, { ordinal, labelId, action });
  }
  const settled = [...last.values()];
  return {
    assign: settled.filter(({ action }) => action === "assign"),
    remove: settled.filter(({ action }) => action === "remove"),
    newest,
    doubtful,
  };
}

async function writeAssignments(
  transaction: Transaction,
  pageId: PageId,
  { assign, remove }: Verdicts,
): Promise<void> {
  await transaction.$executeRaw`
    WITH removed AS (
      DELETE FROM assignment
       USING unnest(${remove.map(({ ordinal }) => ordinal)}::int[], ${remove.map(({ labelId }) => labelId)}::text[])
             AS given(ordinal, label_id), label
       WHERE label.page_id = ${pageId} AND label.label_id = given.label_id
         AND assignment.label_key = label.key AND assignment.ordinal = given.ordinal
    )
    INSERT INTO assignment (label_key, ordinal, page_id)
    SELECT label.key, given.ordinal, ${pageId}
      FROM unnest(${assign.map(({ ordinal }) => ordinal)}::int[], ${assign.map(({ labelId }) => labelId)}::text[])
           AS given(ordinal, label_id)
      JOIN label ON label.page_id = ${pageId} AND label.label_id = given.label_id
    ON CONFLICT DO NOTHING`;
}
