import { pool } from "../db";
import type { PageId } from "../page-id";

/** A hair slower than asked, so that no second of the receiver's clock holds more than the rate. */
const safety = 1.008;

/** Between two messages. */
export function toSpacingMs(ratePerSecond: number): number {
  return (1000 * safety) / ratePerSecond;
}

/**
 * Books the next `count` sends of the Page, one after another at this rate, in a place that all workers share.
 * @param freeInMs when the last that this run booked is out: whoever is late does not overlap with the others for it
 * @returns milliseconds to wait before the first of them
 */
export async function bookSends(
  pageId: PageId,
  count: number,
  ratePerSecond: number,
  freeInMs: number,
): Promise<number> {
  const { rows } = await pool().query<{ wait_ms: string }>(
    `UPDATE page SET next_send_at =
        greatest(coalesce(next_send_at, clock_timestamp()),
                 clock_timestamp() + make_interval(secs => greatest(0, $3::float8))) + make_interval(secs => $2)
      WHERE id = $1
      RETURNING extract(epoch FROM next_send_at - make_interval(secs => $2) - clock_timestamp()) * 1000 AS wait_ms`,
    [pageId, (count * toSpacingMs(ratePerSecond)) / 1000, freeInMs / 1000],
  );
  return Math.max(0, Number(rows[0]?.wait_ms ?? 0));
}

/** After a throttling answer: no worker sends for this Page before the time is over. */
export async function holdSends(pageId: PageId, forMs: number): Promise<void> {
  await pool().query(
    `UPDATE page SET next_send_at = greatest(next_send_at, clock_timestamp() + $2 * interval '1 millisecond')
      WHERE id = $1`,
    [pageId, Math.ceil(forMs)],
  );
}
