import { selectPeople } from "../audience/engine";
import { now } from "../clock";
import { pool } from "../db";
import type { Predicate } from "../domain/predicate";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { listPositions } from "./order/listing";
import { getCustomerOrder } from "./order/order-store";
import {
  psidPattern,
  type CustomerList,
  type CustomerRow,
  type CustomerView,
  type LabelsUnknownReason,
} from "./schema";

interface StoredCustomer {
  psid: string;
  ordinal: number;
  name: string;
  labelIds: string[] | null;
  labelsKnown: boolean;
  labelsUnknownReason: LabelsUnknownReason | null;
  lastMessageAt: Date | null;
  windowOpenedAt: Date | null;
  blocked: boolean;
}

const columns = `
  customer.psid, customer.ordinal, customer.name, customer.labels_known AS "labelsKnown",
  customer.labels_unknown_reason AS "labelsUnknownReason", customer.last_message_at AS "lastMessageAt",
  customer.window_opened_at AS "windowOpenedAt", customer.blocked,
  (SELECT array_agg(label.label_id ORDER BY assignment.label_key)
     FROM assignment JOIN label ON label.key = assignment.label_key
    WHERE assignment.page_id = customer.page_id AND assignment.ordinal = customer.ordinal) AS "labelIds"`;

export interface CustomerSelection extends Omit<CustomerView, "filter"> {
  filter: Predicate | null;
}

/** The rows of a view from a position on, with the number of all that it shows. Any position takes as long as any other. */
export async function listCustomers(
  pageId: PageId,
  view: CustomerSelection,
  { from, limit }: { from: number; limit: number },
): Promise<CustomerList> {
  const { total, ordinals } = await findPositions(pageId, view, { from, limit });
  const rows = await readRows(pageId, ordinals);
  const byOrdinal = new Map(rows.map((row) => [row.ordinal, row]));
  return { total, rows: [...ordinals].flatMap((ordinal) => byOrdinal.get(ordinal) ?? []) };
}

/** The ordinals of everyone that a view shows, in its order. */
export async function listOrdinalsOfView(pageId: PageId, view: CustomerSelection): Promise<Int32Array> {
  const { ordinals } = await findPositions(pageId, view, { from: 0, limit: Infinity });
  return ordinals;
}

async function findPositions(
  pageId: PageId,
  { search = "", filter, window, lastMessage, sort = "lastMessage", direction }: CustomerSelection,
  range: { from: number; limit: number },
) {
  const selected = filter && (await selectPeople(pageId, filter)).words;
  const order = await getCustomerOrder(pageId);
  const isReversed = direction === "reversed";
  const narrowed = { search, selected, window: window ?? null, lastMessage: lastMessage ?? null };
  return listPositions(order, { ...narrowed, sort, isReversed, at: now() }, range);
}

/** Up to `limit` of these customers, in the order of their ordinals. */
export async function listCustomersByOrdinal(
  pageId: PageId,
  ordinals: readonly number[],
): Promise<CustomerRow[]> {
  return readRows(pageId, ordinals);
}

async function readRows(pageId: PageId, ordinals: Iterable<number>): Promise<CustomerRow[]> {
  const { rows } = await pool().query<StoredCustomer>(
    `SELECT ${columns} FROM customer WHERE page_id = $1 AND ordinal = ANY($2::int[]) ORDER BY ordinal`,
    [pageId, [...ordinals]],
  );
  return rows.map(toRow);
}

/** @throws Problem "customer-unknown" */
export async function getCustomer(pageId: PageId, psid: string): Promise<CustomerRow> {
  const { rows } = await pool().query<StoredCustomer>(
    `SELECT ${columns} FROM customer WHERE page_id = $1 AND psid = $2`,
    [pageId, psidPattern.test(psid) ? psid : ""],
  );
  if (!rows[0]) throw new Problem("customer-unknown", { field: "psid", values: { psid: psid.slice(0, 40) } });
  return toRow(rows[0]);
}

function toRow(stored: StoredCustomer): CustomerRow {
  return {
    ...stored,
    labelIds: stored.labelIds ?? [],
    lastMessageAt: stored.lastMessageAt?.toISOString() ?? null,
    windowOpenedAt: stored.windowOpenedAt?.toISOString() ?? null,
  };
}
