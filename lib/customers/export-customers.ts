import { toCsvLine } from "../csv";
import { db } from "../db";
import { messages } from "../messages/catalogue";
import type { PageId } from "../page-id";
import { listCustomersByOrdinal, listOrdinalsOfView, type CustomerSelection } from "./data";

const rowsAtOnce = 1_000;

/** Everyone whom a view shows, in its order, as lines of CSV. Who is in it is decided at the beginning. */
export async function* exportCustomers(
  pageId: PageId,
  view: CustomerSelection,
): AsyncGenerator<string, void> {
  const { column } = messages.customers.export;
  const ordinals = await listOrdinalsOfView(pageId, view);
  const labels = await db().label.findMany({ where: { pageId }, select: { labelId: true, name: true } });
  const nameOf = new Map(labels.map(({ labelId, name }) => [labelId, name]));
  yield toCsvLine([
    column.psid,
    column.name,
    column.labels,
    column.labelsKnown,
    column.lastMessage,
    column.window,
  ]);
  for (let from = 0; from < ordinals.length; from += rowsAtOnce) {
    const part = ordinals.slice(from, from + rowsAtOnce);
    const rows = await listCustomersByOrdinal(pageId, [...part]);
    const byOrdinal = new Map(rows.map((row) => [row.ordinal, row]));
    const lines = [...part].flatMap((ordinal) => {
      const row = byOrdinal.get(ordinal);
      if (!row) return [];
      const names = row.labelIds.map((labelId) => nameOf.get(labelId) ?? labelId).join("; ");
      const isKnown = row.labelsKnown ? column.yes : column.no;
      return [toCsvLine([row.psid, row.name, names, isKnown, row.lastMessageAt, row.windowOpenedAt])];
    });
    yield lines.join("");
  }
}
