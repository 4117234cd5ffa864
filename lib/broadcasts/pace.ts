import { pool } from "../db";
import type { PageId } from "../page-id";
import type { DatabaseClock } from "./database-clock";
import { toDelaysMs, type SentPart } from "./sent-parts";

/** A hair slower than asked: so what a stall made late is made up for by and by. */
const safety = 1.006;
/** Longer than anybody holds sends. */
const farMs = 30 * 86_400_000;
/** What is older cannot be in the same second as anything that is booked now. */
const partsKeptMs = 2_000;

/** Between two messages. */
export function toSpacingMs(ratePerSecond: number): number {
  return (1000 * safety) / ratePerSecond;
}

interface BookingOptions {
  clock: DatabaseClock;
  /** What this run sent and has not told yet. */
  sent: readonly SentPart[];
  /** When the first would have to wait longer, nothing is booked. */
  waitMaxMs?: number;
}

/** Times are of `performance.now()`, but for the first. */
export interface Booking {
  /** The place of the first, in milliseconds of the database's clock. */
  firstMs: number;
  /** The same; the others follow at the rate. */
  startAtMs: number;
  /** How long after its place each goes out, since those of the second before were late. */
  delaysMs: readonly number[];
}

/**
 * Books the next `count` sends of the Page, one after another at this rate, in a place that all workers share, and tells
 * there how late the last ones got to Facebook. What is booked is to be told of in its turn: until then it is taken for
 * sent, and for late.
 * @returns the places, or how long the first would have to wait
 */
export async function bookSends(
  pageId: PageId,
  count: number,
  ratePerSecond: number,
  { clock, sent, waitMaxMs = farMs }: BookingOptions,
): Promise<Booking | { declinedForMs: number }> {
  const askedAtMs = performance.now();
  const spacingMs = toSpacingMs(ratePerSecond);
  const { rows } = await pool().query<BookedRow>({
    name: "book-sends",
    text: `WITH free AS (
       SELECT id, greatest(next_send_at, clock_timestamp()) AS starts, sent_parts || $3::jsonb AS parts
         FROM page WHERE id = $1 FOR NO KEY UPDATE
     ), booked AS (
       UPDATE page SET next_send_at = free.starts + make_interval(secs => $2),
              sent_parts = (SELECT coalesce(jsonb_agg(part), '[]') FROM jsonb_array_elements(free.parts) AS part
                             WHERE (part->>'firstMs')::float8 > extract(epoch FROM free.starts) * 1000 - $5)
                           || jsonb_build_object('firstMs', extract(epoch FROM free.starts)::float8 * 1000,
                                'spacingMs', $6::float8, 'count', $7::int)
         FROM free WHERE page.id = free.id AND free.starts <= clock_timestamp() + make_interval(secs => $4)
       RETURNING page.id
     )
     SELECT extract(epoch FROM free.starts)::float8 * 1000 AS starts, EXISTS (SELECT FROM booked) AS "isBooked",
            extract(epoch FROM clock_timestamp())::float8 * 1000 AS now, parts FROM free`,
    values: [
      ...[pageId, (count * spacingMs) / 1000, JSON.stringify(sent)],
      ...[Math.min(waitMaxMs, farMs) / 1000, partsKeptMs, spacingMs, count],
    ],
  });
  const [found] = rows;
  if (!found)
    return { firstMs: 0, startAtMs: performance.now(), delaysMs: Array.from({ length: count }, () => 0) };
  clock.learn(askedAtMs, found.now, performance.now());
  if (!found.isBooked) return { declinedForMs: found.starts - found.now };
  const next = { firstMs: found.starts, spacingMs, count };
  return {
    firstMs: found.starts,
    startAtMs: clock.fromDatabase(found.starts),
    delaysMs: toDelaysMs(found.parts, next, 1000 * safety),
  };
}

interface BookedRow {
  /** Milliseconds of the database's clock, as all of these. */
  starts: number;
  now: number;
  isBooked: boolean;
  parts: SentPart[];
}

/** Has all workers know how late the last ones got to Facebook, when no booking follows that would tell it. */
export async function tellSent(pageId: PageId, sent: readonly SentPart[]): Promise<void> {
  if (sent.length === 0) return;
  await pool().query("UPDATE page SET sent_parts = sent_parts || $2::jsonb WHERE id = $1", [
    pageId,
    JSON.stringify(sent),
  ]);
}

/** After a throttling answer: no worker sends for this Page before the time is over. */
export async function holdSends(pageId: PageId, forMs: number): Promise<void> {
  await pool().query(
    `UPDATE page SET next_send_at = greatest(next_send_at, clock_timestamp() + $2 * interval '1 millisecond')
      WHERE id = $1`,
    [pageId, Math.ceil(forMs)],
  );
}
