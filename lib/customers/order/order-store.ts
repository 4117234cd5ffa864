import { createPacer } from "../../audience/pacer";
import { pool } from "../../db";
import { CustomerOrder, type OrderedCustomer } from "./customer-order";

interface Entry {
  order: CustomerOrder | null;
  /** Every transaction before this one was over when we last looked: what they changed has been seen. */
  seenBefore: string;
  running: Promise<CustomerOrder> | null;
  next: Promise<CustomerOrder> | null;
}

const pagesMax = 8;
const rowsAtOnce = 20_000;

// On globalThis, because Next may load this module once for pages and once for routes.
const shared = globalThis as typeof globalThis & { labelcastOrders?: Map<string, Entry> };

/**
 * The Page's customers in order, with every change that was committed before this call. Use it at once, without
 * waiting in between.
 */
export function getCustomerOrder(pageId: string): Promise<CustomerOrder> {
  const entries = (shared.labelcastOrders ??= new Map<string, Entry>());
  const entry: Entry = entries.get(pageId) ?? { order: null, seenBefore: "0", running: null, next: null };
  entries.delete(pageId);
  entries.set(pageId, entry);
  for (const [id, { running }] of entries) {
    if (entries.size <= pagesMax) break;
    if (running === null) entries.delete(id);
  }
  if (entry.running === null) return begin(pageId, entry);
  // What is under way may have looked before the caller's change; one more round serves all who wait.
  const beginNext = () => {
    entry.next = null;
    return begin(pageId, entry);
  };
  return (entry.next ??= entry.running.then(beginNext, beginNext));
}

function begin(pageId: string, entry: Entry): Promise<CustomerOrder> {
  const running = bringUpToDate(pageId, entry).finally(() => {
    if (entry.running === running) entry.running = null;
  });
  entry.running = running;
  return running;
}

/**
 * One query: what transactions have changed that were not all over at the last look. Transactions end out of order, so
 * some rows come twice, which does no harm; none is missed.
 */
async function bringUpToDate(pageId: string, entry: Entry): Promise<CustomerOrder> {
  if (entry.order === null || entry.order.isWorn) return build(pageId, entry);
  const { order } = entry;
  const { rows } = await pool().query<OrderedCustomer & { xmin: string }>(
    `${selectWithHorizon} WHERE customer.page_id = $1 AND customer.touched >= $2) AS changed ON true`,
    [pageId, entry.seenBefore],
  );
  order.change(rows.filter(({ psid }) => psid as string | null));
  entry.seenBefore = rows[0]?.xmin ?? entry.seenBefore;
  return order;
}

const columns = `customer.ordinal, customer.psid, customer.name,
  coalesce(floor(extract(epoch FROM customer.last_message_at)), 0)::int AS "lastMessageAt",
  coalesce(floor(extract(epoch FROM customer.window_opened_at)), 0)::int AS "windowOpenedAt"`;
/** The horizon and the rows come from one snapshot, also when no row has changed. */
const selectWithHorizon = `SELECT horizon.xmin, changed.* FROM
  (SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin) AS horizon
  LEFT JOIN (SELECT ${columns} FROM customer`;

async function build(pageId: string, entry: Entry): Promise<CustomerOrder> {
  const pace = createPacer();
  const order = new CustomerOrder();
  const { rows: horizons } = await pool().query<{ xmin: string }>(
    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin",
  );
  for (let after = -1; ;) {
    const { rows } = await pool().query<OrderedCustomer>(
      `SELECT ${columns} FROM customer WHERE page_id = $1 AND ordinal > $2 ORDER BY ordinal LIMIT ${rowsAtOnce}`,
      [pageId, after],
    );
    for (let from = 0; from < rows.length; from += 1_000) {
      order.load(rows.slice(from, from + 1_000));
      await pace();
    }
    if (rows.length < rowsAtOnce) break;
    after = rows.at(-1)!.ordinal;
  }
  await order.sort(pace);
  entry.order = order;
  entry.seenBefore = horizons[0]!.xmin;
  // The rows were read over some time: what changed meanwhile comes now.
  return bringUpToDate(pageId, entry);
}
