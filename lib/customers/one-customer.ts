import { db } from "../db";
import { toReasonWords } from "../broadcasts/delivery-reason";
import { readLabelHue } from "../domain/label-hue";
import type { PageId } from "../page-id";
import { readUserNames } from "../team/data";
import { getCustomer } from "./data";
import type { CustomerDeliveryList, CustomerProfile, LabelHistoryList, LabelSource } from "./schema";

const historyLength = 20;
const deliveriesLength = 10;

interface StoredChange {
  id: bigint;
  labelKey: number;
  isAssigned: boolean;
  at: Date;
  userId: string | null;
  jobId: string | null;
}

/** One customer with everything that we know ourselves. @throws Problem "customer-unknown" */
export async function getCustomerProfile(pageId: PageId, psid: string): Promise<CustomerProfile> {
  const customer = await getCustomer(pageId, psid);
  const [facts, sources] = await Promise.all([
    db().customer.findUniqueOrThrow({
      where: { pageId_ordinal: { pageId, ordinal: customer.ordinal } },
      select: { optedOutAt: true, firstName: true },
    }),
    readLabelSources(pageId, customer.ordinal),
  ]);
  return {
    customer,
    firstName: facts.firstName,
    optedOutAt: facts.optedOutAt?.toISOString() ?? null,
    labels: customer.labelIds.map((labelId) => ({
      labelId,
      ...(sources.get(labelId) ?? { source: { kind: "before-import" as const }, at: null }),
    })),
  };
}

/** Who put on the labels that the customer has now; the ones that were there before the first import are left out. */
async function readLabelSources(
  pageId: PageId,
  ordinal: number,
): Promise<ReadonlyMap<string, { source: LabelSource; at: string }>> {
  const rows = await db().$queryRaw<(StoredChange & { labelId: string })[]>`
    SELECT DISTINCT ON (history.label_key) history.id, history.label_key AS "labelKey", label.label_id AS "labelId",
           history.is_assigned AS "isAssigned", history.at, history.user_id AS "userId", history.job_id AS "jobId"
      FROM label_history AS history JOIN label ON label.key = history.label_key
     WHERE history.page_id = ${pageId} AND history.ordinal = ${ordinal}
     ORDER BY history.label_key, history.id DESC`;
  const nameOf = await readUserNames(rows.map(({ userId }) => userId));
  return new Map(
    rows.map((row) => [row.labelId, { source: toSource(row, nameOf), at: row.at.toISOString() }]),
  );
}

/** Labels put on and taken off, newest first, from the first import on. @param cursor the id to go on after */
export async function listLabelHistory(
  pageId: PageId,
  psid: string,
  cursor: bigint | null,
): Promise<LabelHistoryList> {
  const { ordinal } = await getCustomer(pageId, psid);
  const rows = await db().labelHistory.findMany({
    where: { pageId, ordinal, ...(cursor === null ? {} : { id: { lt: cursor } }) },
    orderBy: { id: "desc" },
    take: historyLength + 1,
  });
  const shown = rows.slice(0, historyLength);
  const [nameOf, labelOf] = await Promise.all([
    readUserNames(shown.map(({ userId }) => userId)),
    readLabelNames(shown.map(({ labelKey }) => labelKey)),
  ]);
  return {
    rows: shown.map((row) => {
      const label = labelOf.get(row.labelKey);
      return {
        id: row.id.toString(),
        at: row.at.toISOString(),
        isAssigned: row.isAssigned,
        labelName: label?.name ?? null,
        hue: label ? readLabelHue(label) : null,
        source: toSource(row, nameOf),
      };
    }),
    nextCursor: rows.length > historyLength ? (shown.at(-1)?.id.toString() ?? null) : null,
  };
}

/** Names by our own keys, of labels that are there and of those that are gone. */
async function readLabelNames(
  keys: readonly number[],
): Promise<ReadonlyMap<number, { name: string; hue: string | null }>> {
  const where = { key: { in: [...new Set(keys)] } };
  const [former, present] = await Promise.all([
    db().formerLabel.findMany({ where, select: { key: true, name: true } }),
    db().label.findMany({ where, select: { key: true, name: true, hue: true } }),
  ]);
  return new Map([...former, ...present].map((label) => [label.key, { hue: null, ...label }]));
}

function toSource(
  { userId, jobId }: Pick<StoredChange, "userId" | "jobId">,
  nameOf: ReadonlyMap<string, string>,
): LabelSource {
  if (userId === null) return { kind: "facebook" };
  const name = nameOf.get(userId) ?? null;
  return jobId === null ? { kind: "person", name } : { kind: "job", name, jobId };
}

/** Every broadcast that had a line for this customer, newest first. @param cursor the broadcast to go on after */
export async function listDeliveriesOfCustomer(
  pageId: PageId,
  psid: string,
  cursor: string | null,
): Promise<CustomerDeliveryList> {
  const { ordinal } = await getCustomer(pageId, psid);
  // Ids of broadcasts are in the order of their making.
  const broadcasts = await db().broadcast.findMany({
    where: { pageId, deliveries: { some: { ordinal } }, ...(cursor === null ? {} : { id: { lt: cursor } }) },
    orderBy: { id: "desc" },
    take: deliveriesLength + 1,
    select: { name: true, deliveries: { where: { ordinal } } },
  });
  const rows = broadcasts.flatMap(({ name, deliveries }) => deliveries.map((line) => ({ ...line, name })));
  const shown = rows.slice(0, deliveriesLength);
  return {
    rows: shown.map((row) => ({
      broadcastId: row.broadcastId,
      broadcastName: row.name,
      state: row.state,
      reasonWords: row.reason === null ? null : toReasonWords(row.reason),
      at: (row.finishedAt ?? row.attemptedAt)?.toISOString() ?? null,
      deliveredAt: row.deliveredAt?.toISOString() ?? null,
      readAt: row.readAt?.toISOString() ?? null,
    })),
    nextCursor: rows.length > deliveriesLength ? (shown.at(-1)?.broadcastId ?? null) : null,
  };
}
