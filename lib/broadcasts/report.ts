import { pool } from "../db";
import type { DeliveryState } from "../domain/broadcast-state";
import { toCsvLine } from "../csv";
import { getTranslator } from "../messages/translator";
import type { PageId } from "../page-id";
import { getBroadcast } from "./data";
import { toReasonWords } from "./delivery-reason";
import { receiptConditions } from "./lines";
import { receipts, type BroadcastReport } from "./schema";

const timelinePoints = 40;

/** What came of a broadcast: how many by meaning, what changed since the review, and how it went over time. */
export async function readReport(pageId: PageId, id: string): Promise<BroadcastReport> {
  const broadcast = await getBroadcast(pageId, id);
  const [told, reasons, timeline] = await Promise.all([
    countReceipts(pageId, id),
    countReasons(pageId, id),
    readTimeline(pageId, id),
  ]);
  return {
    ...{ receipts: told, reasons, timeline },
    predicted: broadcast.predicted,
    // Between the review and the frozen ledger: who began or ceased to qualify in that moment. Before it began, and when
    // it was cancelled before, nobody's line says anything of that.
    changedAtStart:
      broadcast.predicted === null || broadcast.startedAt === null
        ? 0
        : broadcast.recipients - broadcast.predicted,
  };
}

async function countReasons(pageId: PageId, id: string): Promise<BroadcastReport["reasons"]> {
  const { rows } = await pool().query<{ state: DeliveryState; reason: string; people: number }>(
    `SELECT state, reason, count(*)::int AS people FROM delivery
      WHERE page_id = $1 AND broadcast_id = $2 AND reason IS NOT NULL
      GROUP BY state, reason ORDER BY people DESC, reason LIMIT 50`,
    [pageId, id],
  );
  return rows.map(({ state, reason, people }) => ({
    ...{ state, reason, people },
    words: toReasonWords(reason),
    next: toNextStep(state, reason),
  }));
}

/** What passes by itself. */
const laterReasons: readonly string[] = ["put-off", "not-now", "too-soon", "tag-overused", "asked-too-often"];

/** What a person can do about it; null when there is nothing to do. */
function toNextStep(state: DeliveryState, reason: string): string | null {
  const translate = getTranslator("policy");
  if (state === "unknown") return translate("next.unknown");
  if (reason === "blocked") return translate("next.blocked");
  if (state === "failed") return translate(laterReasons.includes(reason) ? "next.later" : "next.failed");
  if (reason === "window-closed" || reason === "seven-days-over") return translate("next.window");
  return reason === "over-cap" ? translate("next.cap") : null;
}

/** How many of those who got it are told of as what, at this moment. */
async function countReceipts(pageId: PageId, id: string): Promise<BroadcastReport["receipts"]> {
  const counts = receipts.map(
    (receipt) => `(count(*) FILTER (WHERE ${receiptConditions[receipt]}))::int AS ${receipt}`,
  );
  const { rows } = await pool().query<BroadcastReport["receipts"]>(
    `SELECT ${counts.join(", ")} FROM delivery JOIN customer USING (page_id, ordinal)
      WHERE delivery.broadcast_id = $1 AND delivery.page_id = $2 AND delivery.state = 'sent'`,
    [id, pageId],
  );
  return rows[0]!;
}

const lines = "page_id = $1 AND broadcast_id = $2 AND state = 'sent' AND attempted_at IS NOT NULL";
const moments = [
  ["sent", "attempted_at"],
  ["delivered", "delivered_at"],
  ["read", "read_at"],
] as const;

/** How many came to be this in each part of the time that has any. */
function toPartCounts([name, at]: (typeof moments)[number]): string {
  const counts = moments.map(([other]) => (other === name ? `count(*) AS ${other}` : `0 AS ${other}`));
  return `SELECT CASE WHEN last > first THEN least($3::int, greatest(1, ceil(
              date_part('epoch', ${at} - first) / date_part('epoch', last - first) * $3::int)))::int ELSE $3::int END AS part,
            ${counts.join(", ")}
       FROM delivery, span WHERE ${lines} AND ${at} IS NOT NULL GROUP BY 1`;
}

/** How many were sent, delivered and read by the end of each part of its time. Each line is looked at a few times, not once a part. */
async function readTimeline(pageId: PageId, id: string): Promise<BroadcastReport["timeline"]> {
  const { rows } = await pool().query<{
    part: number;
    until: Date;
    sent: number;
    delivered: number;
    read: number;
  }>(
    `WITH span AS MATERIALIZED (
       SELECT min(attempted_at) AS first,
              greatest(max(attempted_at), max(delivered_at), max(read_at)) AS last FROM delivery WHERE ${lines}
     ), counted AS (
       ${moments.map(toPartCounts).join(" UNION ALL ")}
     )
     SELECT at_part AS part, first + (last - first) * at_part / $3::int AS until,
            ${moments.map(([name]) => `(sum(coalesce(counted.${name}, 0)) OVER parts)::int AS ${name}`).join(", ")}
       FROM span, generate_series(1, $3::int) AS at_part
       LEFT JOIN (SELECT part, sum(sent) AS sent, sum(delivered) AS delivered, sum(read) AS read
                    FROM counted GROUP BY part) AS counted ON counted.part = at_part
      WHERE first IS NOT NULL WINDOW parts AS (ORDER BY at_part) ORDER BY at_part`,
    [pageId, id, timelinePoints],
  );
  return rows.map(({ until, sent, delivered, read }) => ({ at: until.toISOString(), sent, delivered, read }));
}

const linesAtOnce = 2_000;

interface CsvRow {
  ordinal: number;
  psid: string;
  name: string;
  state: DeliveryState;
  reason: string | null;
  attemptedAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
}

/** The whole ledger as CSV, a part at a time, in its own order. */
export async function* streamDeliveriesCsv(pageId: PageId, id: string): AsyncGenerator<string, void> {
  await getBroadcast(pageId, id);
  yield toCsvLine(["PSID", "Name", "Outcome", "Reason", "Sent at", "Delivered at", "Read at"]);
  for (let after = -1, count = linesAtOnce; count === linesAtOnce;) {
    const { rows } = await pool().query<CsvRow>(
      `SELECT ordinal, delivery.psid, customer.name, state, reason, attempted_at AS "attemptedAt",
              delivered_at AS "deliveredAt", read_at AS "readAt"
         FROM delivery JOIN customer USING (page_id, ordinal)
        WHERE delivery.page_id = $1 AND broadcast_id = $2 AND ordinal > $3::int ORDER BY ordinal LIMIT $4`,
      [pageId, id, after, linesAtOnce],
    );
    count = rows.length;
    after = rows.at(-1)?.ordinal ?? after;
    yield rows.map(toLine).join("");
  }
}

function toLine({ psid, name, state, reason, attemptedAt, deliveredAt, readAt }: CsvRow): string {
  const time = (at: Date | null) => at?.toISOString() ?? null;
  const words = reason === null ? null : toReasonWords(reason);
  return toCsvLine([psid, name, state, words, time(attemptedAt), time(deliveredAt), time(readAt)]);
}
