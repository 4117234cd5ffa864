import { listOrdinals } from "../audience/engine";
import { pool } from "../db";
import type { Predicate } from "../domain/predicate";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { decodeCursor, encodeCursor, type CustomerCursor } from "./customer-cursor";
import { psidPattern, type CustomerList, type CustomerRow, type LabelsUnknownReason } from "./schema";

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

/** Never-written customers stand last, as if their message were from 1970. */
const lastMessageMs = `coalesce(floor(extract(epoch FROM customer.last_message_at) * 1000), 0)::bigint`;

export interface CustomerSelection {
  search: string | null;
  filter: Predicate | null;
  cursor: string | null;
  limit: number;
}

/** A page of customers, newest message first, with the number of all that match. Keyset paging both ways. */
export async function listCustomers(pageId: PageId, selection: CustomerSelection): Promise<CustomerList> {
  const ordinals = selection.filter ? await listOrdinals(pageId, selection.filter) : null;
  const cursor = selection.cursor === null ? null : decodeCursor(selection.cursor);
  const where = toConditions(pageId, selection.search, ordinals);
  const [total, rows] = await Promise.all([countRows(where), readRows(where, cursor, selection.limit + 1)]);
  const hasMore = rows.length > selection.limit;
  const shown = rows.slice(0, selection.limit);
  const isBackward = cursor?.direction === "previous";
  if (isBackward) shown.reverse();
  return {
    total,
    rows: shown.map(toRow),
    nextCursor: isBackward || hasMore ? cursorAt(shown.at(-1), "next") : null,
    previousCursor: (isBackward ? hasMore : cursor !== null) ? cursorAt(shown[0], "previous") : null,
  };
}

/** The ordinals of everyone that a view shows, ascending. */
export async function listOrdinalsOfView(
  pageId: PageId,
  { search, filter }: Pick<CustomerSelection, "search" | "filter">,
): Promise<number[]> {
  const ordinals = filter ? await listOrdinals(pageId, filter) : null;
  const { sql, values } = toConditions(pageId, search, ordinals);
  const { rows } = await pool().query<{ ordinals: number[] | null }>(
    `SELECT array_agg(customer.ordinal ORDER BY customer.ordinal) AS ordinals FROM customer WHERE ${sql}`,
    values,
  );
  return rows[0]?.ordinals ?? [];
}

/** Up to `limit` of these customers, in the order of their ordinals. */
export async function listCustomersByOrdinal(
  pageId: PageId,
  ordinals: readonly number[],
): Promise<CustomerRow[]> {
  const { rows } = await pool().query<StoredCustomer>(
    `SELECT ${columns} FROM customer WHERE page_id = $1 AND ordinal = ANY($2::int[]) ORDER BY ordinal`,
    [pageId, ordinals],
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

interface Conditions {
  sql: string;
  values: unknown[];
}

function toConditions(
  pageId: PageId,
  search: string | null,
  ordinals: Int32Array | number[] | null,
): Conditions {
  const values: unknown[] = [pageId];
  let sql = "customer.page_id = $1";
  // Every word is somewhere in the name, in any order, or begins the PSID.
  for (const word of search?.trim().split(/\s+/).filter(Boolean) ?? []) {
    values.push(`%${escapeLike(word)}%`, `${escapeLike(word)}%`);
    sql += ` AND (customer.name ILIKE $${values.length - 1} OR customer.psid LIKE $${values.length})`;
  }
  if (ordinals) {
    values.push(Array.from(ordinals));
    sql += ` AND customer.ordinal = ANY($${values.length}::int[])`;
  }
  return { sql, values };
}

async function countRows({ sql, values }: Conditions): Promise<number> {
  const { rows } = await pool().query<{ total: string }>(
    `SELECT count(*) AS total FROM customer WHERE ${sql}`,
    values,
  );
  return Number(rows[0]?.total ?? 0);
}

async function readRows({ sql, values }: Conditions, cursor: CustomerCursor | null, limit: number) {
  const all = [...values];
  let place = "";
  if (cursor) {
    all.push(cursor.lastMessageMs, cursor.ordinal);
    const comparison = cursor.direction === "next" ? "<" : ">";
    place = ` AND (${lastMessageMs}, customer.ordinal) ${comparison} ($${all.length - 1}::bigint, $${all.length}::int)`;
  }
  all.push(limit);
  const order = cursor?.direction === "previous" ? "ASC" : "DESC";
  const { rows } = await pool().query<StoredCustomer>(
    `SELECT ${columns} FROM customer WHERE ${sql}${place}
      ORDER BY ${lastMessageMs} ${order}, customer.ordinal ${order} LIMIT $${all.length}`,
    all,
  );
  return rows;
}

function cursorAt(row: StoredCustomer | undefined, direction: CustomerCursor["direction"]): string | null {
  if (!row) return null;
  return encodeCursor({ direction, lastMessageMs: row.lastMessageAt?.getTime() ?? 0, ordinal: row.ordinal });
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function toRow(stored: StoredCustomer): CustomerRow {
  return {
    ...stored,
    labelIds: stored.labelIds ?? [],
    lastMessageAt: stored.lastMessageAt?.toISOString() ?? null,
    windowOpenedAt: stored.windowOpenedAt?.toISOString() ?? null,
  };
}
