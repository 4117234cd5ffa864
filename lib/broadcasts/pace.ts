import { pool } from "../db";
import type { PageId } from "../page-id";

/** A hair slower than asked, so that no second of the receiver's clock holds more than the rate. */
const safety = 1.006;

/** No more than so much of what is late is made up for: a second of the receiver's would hold more than the rate. */
export const madeUpMs = 3;

/** Between two messages. */
export function toSpacingMs(ratePerSecond: number): number {
  return (1000 * safety) / ratePerSecond;
}

/**
 * Books the next `count` sends of the Page, one after another at this rate, in a place that all workers share.
 * @param freeAtMs when the last that this run booked is out: whoever is late does not overlap with the others for it
 * @param waitMaxMs when the first would have to wait longer, nothing is booked
 * @returns when the first of them goes out, or how long it would wait; times are of `performance.now()`
 */
export async function bookSends(
  pageId: PageId,
  count: number,
  ratePerSecond: number,
  { clock, freeAtMs, waitMaxMs = Infinity }: BookingOptions,
): Promise<{ startAtMs: number } | { declinedForMs: number }> {
  const askedAtMs = performance.now();
  const { rows } = await pool().query<{ starts: number; now: number; isBooked: boolean }>({
    name: "book-sends",
    text: `WITH free AS (
       SELECT id, greatest(next_send_at, clock_timestamp(), to_timestamp($3::float8 / 1000)) AS starts
         FROM page WHERE id = $1 FOR NO KEY UPDATE
     ), booked AS (
       UPDATE page SET next_send_at = free.starts + make_interval(secs => $2) FROM free
        WHERE page.id = free.id AND free.starts <= clock_timestamp() + make_interval(secs => $4)
       RETURNING page.id
     )
     SELECT extract(epoch FROM free.starts)::float8 * 1000 AS starts, EXISTS (SELECT FROM booked) AS "isBooked",
            extract(epoch FROM clock_timestamp())::float8 * 1000 AS now FROM free`,
    values: [
      ...[pageId, (count * toSpacingMs(ratePerSecond)) / 1000, clock.toDatabase(freeAtMs)],
      Math.min(waitMaxMs, farMs) / 1000,
    ],
  });
  const [found] = rows;
  if (!found) return { startAtMs: performance.now() };
  clock.learn(askedAtMs, found.now, performance.now());
  return found.isBooked
    ? { startAtMs: clock.fromDatabase(found.starts) }
    : { declinedForMs: found.starts - found.now };
}

interface BookingOptions {
  clock: DatabaseClock;
  freeAtMs: number;
  waitMaxMs?: number;
}

/** Longer than anybody holds sends. */
const farMs = 30 * 86_400_000;

/**
 * The database's clock as seen from this process. Taken anew from each answer, it would be late by the way there and back,
 * and a little of the rate would be lost each time; the answers of a run together tell it to a fraction of that.
 */
export class DatabaseClock {
  /** What is to be added to the database's time: no less, and no more. */
  #least = -Infinity;
  #most = Infinity;

  learn(askedAtMs: number, databaseMs: number, answeredAtMs: number): void {
    const [least, most] = [askedAtMs - databaseMs, answeredAtMs - databaseMs];
    this.#least = Math.max(this.#least, least);
    this.#most = Math.min(this.#most, most);
    // Somebody set a clock.
    if (this.#least > this.#most) [this.#least, this.#most] = [least, most];
  }

  fromDatabase(databaseMs: number): number {
    return databaseMs + (this.#least + this.#most) / 2;
  }

  /** Null before anything is known of it. */
  toDatabase(ms: number): number | null {
    const offset = (this.#least + this.#most) / 2;
    return Number.isFinite(offset) ? ms - offset : null;
  }
}

/** After a throttling answer: no worker sends for this Page before the time is over. */
export async function holdSends(pageId: PageId, forMs: number): Promise<void> {
  await pool().query(
    `UPDATE page SET next_send_at = greatest(next_send_at, clock_timestamp() + $2 * interval '1 millisecond')
      WHERE id = $1`,
    [pageId, Math.ceil(forMs)],
  );
}
