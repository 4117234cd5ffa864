import { db, type Transaction } from "../db";
import type { GraphPerson } from "../graph/profiles";
import { decideLabelReads, pairReads, type ReadLabels, type WaitingCustomer } from "./label-reads";
import type { GraphError } from "../graph/errors";
import { saveLabels } from "../labels/mutations";
import type { PageId } from "../page-id";

/** Tries of one person while others are read. */
const triesMax = 4;

/** A waiting customer with their place in the queue. */
export interface QueuedCustomer extends WaitingCustomer {
  /** How often reading this person failed while others were read. */
  labelsTries: number;
}

/**
 * Customers whose labels wait to be read, those who failed before last. Until the first import is done, those
 * who were never read are its business alone: nobody is asked for twice. Whose labels we are changing right now is
 * not asked for either: the answer could be from before the change.
 * @param after only those behind this one: whoever reads on need not pass again over all who were read
 */
export async function listWaiting(
  pageId: PageId,
  limit: number,
  { isImport, after = null }: { isImport: boolean; after?: QueuedCustomer | null },
): Promise<QueuedCustomer[]> {
  const { labelsTries, ordinal } = after ?? { labelsTries: -1, ordinal: -1 };
  return db().$queryRaw<QueuedCustomer[]>`
    SELECT ordinal, psid, labels_revision AS "labelsRevision", labels_tries AS "labelsTries" FROM customer
     WHERE page_id = ${pageId} AND (labels_doubtful OR labels_unknown_reason = 'not-read-yet')
       AND (${isImport} OR labels_doubtful
            OR EXISTS (SELECT FROM page WHERE page.id = customer.page_id AND page.imported_at IS NOT NULL))
       AND (labels_changing = 0 OR labels_settle_at <= now())
       AND (labels_tries, ordinal) > (${labelsTries}, ${ordinal})
     ORDER BY labels_tries, ordinal LIMIT ${limit}`;
}

/**
 * Writes down what the Graph answered for these people, in one transaction. Whoever's labels changed since they
 * were asked for stays waiting, and is asked for again; so does who got no answer.
 * @param alongside what else belongs to the same transaction; before all else, so that the audience is held for short
 * @returns why reading must not go on now; null when it may, also without a few who are asked for again
 */
export async function savePeople(
  pageId: PageId,
  waiting: readonly WaitingCustomer[],
  people: readonly (GraphPerson | undefined)[],
  alongside?: (transaction: Transaction) => Promise<void>,
): Promise<GraphError | null> {
  const reads = pairReads(waiting, people);
  const { refused, failed, trouble } = decideLabelReads(reads);
  await db().$transaction(async (transaction) => {
    await alongside?.(transaction);
    await saveLabels(
      transaction,
      pageId,
      reads.flatMap(({ person }) => (person.labels.ok ? person.labels.value : [])),
    );
    await saveProfiles(transaction, pageId, reads);
    await noteFailed(transaction, pageId, failed);
    await markUnreadable(transaction, pageId, refused);
    const accepted = await markKnown(transaction, pageId, reads);
    await replaceAssignments(transaction, pageId, reads, accepted);
  });
  return trouble;
}

async function saveProfiles(
  transaction: Transaction,
  pageId: PageId,
  reads: readonly ReadLabels[],
): Promise<void> {
  const profiles = reads.flatMap(({ customer, person }) =>
    person.profile.ok ? [{ ordinal: customer.ordinal, ...person.profile.value }] : [],
  );
  await transaction.$executeRaw`
    UPDATE customer SET name = coalesce(given.name, customer.name),
           first_name = coalesce(given.first_name, customer.first_name),
           last_name = coalesce(given.last_name, customer.last_name)
      FROM unnest(${profiles.map(({ ordinal }) => ordinal)}::int[], ${profiles.map(({ name }) => name)}::text[],
                  ${profiles.map(({ firstName }) => firstName)}::text[],
                  ${profiles.map(({ lastName }) => lastName)}::text[])
           AS given(ordinal, name, first_name, last_name)
     WHERE customer.page_id = ${pageId} AND customer.ordinal = given.ordinal`;
}

/** After a few tries the customer is given up, so that one person never holds up the import of all others. */
async function noteFailed(
  transaction: Transaction,
  pageId: PageId,
  failed: readonly WaitingCustomer[],
): Promise<void> {
  if (failed.length === 0) return;
  await transaction.$executeRaw`
    UPDATE customer SET labels_tries = labels_tries + 1,
           labels_known = labels_known AND labels_tries + 1 < ${triesMax},
           labels_doubtful = labels_doubtful AND labels_tries + 1 < ${triesMax},
           labels_unknown_reason = CASE WHEN labels_tries + 1 < ${triesMax} THEN labels_unknown_reason
                                        ELSE 'unreadable' END
     WHERE page_id = ${pageId} AND ordinal = ANY(${failed.map(({ ordinal }) => ordinal)}::int[])`;
}

/** Only whom the Graph refuses for good; after a passing failure the customer goes on waiting. */
async function markUnreadable(
  transaction: Transaction,
  pageId: PageId,
  refused: readonly ReadLabels[],
): Promise<void> {
  if (refused.length === 0) return;
  const reasons = refused.map(({ person }) =>
    !person.labels.ok && person.labels.error.kind === "phone-account" ? "phone-account" : "unreadable",
  );
  await transaction.$executeRaw`
    UPDATE customer SET labels_known = false, labels_doubtful = false, labels_unknown_reason = given.reason
      FROM unnest(${refused.map(({ customer }) => customer.ordinal)}::int[],
                  ${refused.map(({ customer }) => customer.labelsRevision)}::int[], ${reasons}::text[])
           AS given(ordinal, revision, reason)
     WHERE customer.page_id = ${pageId} AND customer.ordinal = given.ordinal
       AND customer.labels_revision = given.revision`;
}

async function markKnown(
  transaction: Transaction,
  pageId: PageId,
  reads: readonly ReadLabels[],
): Promise<ReadonlySet<number>> {
  const known = reads.filter(({ person }) => person.labels.ok).map(({ customer }) => customer);
  const rows = await transaction.$queryRaw<{ ordinal: number }[]>`
    UPDATE customer SET labels_known = true, labels_doubtful = false, labels_unknown_reason = NULL,
           labels_tries = 0, labels_changing = 0
      FROM unnest(${known.map(({ ordinal }) => ordinal)}::int[],
                  ${known.map(({ labelsRevision }) => labelsRevision)}::int[]) AS given(ordinal, revision)
     WHERE customer.page_id = ${pageId} AND customer.ordinal = given.ordinal
       AND customer.labels_revision = given.revision
    RETURNING customer.ordinal`;
  return new Set(rows.map(({ ordinal }) => ordinal));
}

/** The difference alone, in one statement, the last: the audience's version is held for as short as possible. */
async function replaceAssignments(
  transaction: Transaction,
  pageId: PageId,
  reads: readonly ReadLabels[],
  accepted: ReadonlySet<number>,
): Promise<void> {
  const pairs = reads.flatMap(({ customer, person }) =>
    person.labels.ok && accepted.has(customer.ordinal)
      ? person.labels.value.map(({ id }) => ({ ordinal: customer.ordinal, labelId: id }))
      : [],
  );
  await transaction.$executeRaw`
    WITH wanted AS (
      SELECT label.key AS label_key, given.ordinal
        FROM unnest(${pairs.map(({ ordinal }) => ordinal)}::int[], ${pairs.map(({ labelId }) => labelId)}::text[])
             AS given(ordinal, label_id)
        JOIN label ON label.page_id = ${pageId} AND label.label_id = given.label_id
    ), removed AS (
      DELETE FROM assignment
       WHERE page_id = ${pageId} AND ordinal = ANY(${[...accepted]}::int[])
         AND NOT EXISTS (SELECT FROM wanted
                          WHERE wanted.label_key = assignment.label_key AND wanted.ordinal = assignment.ordinal)
    )
    INSERT INTO assignment (label_key, ordinal, page_id)
    SELECT label_key, ordinal, ${pageId} FROM wanted
    ON CONFLICT DO NOTHING`;
}
