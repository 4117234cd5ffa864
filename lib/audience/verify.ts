import type { Pool } from "pg";
import { catchUp } from "./change-log";
import type { PageAudience } from "./page-audience";
import { inTransaction } from "./transaction";

/** A number in memory that is not what the rows say. */
export type WrongCounter = { what: string; counted: number; stored: number };

/**
 * Compares every counter with SQL at one and the same version. The answer must be empty; anything else is a bug, which
 * reading the Page anew hides from its users but not from the figures.
 */
export function listWrongCounters(
  pool: Pool,
  pageId: string,
  audience: PageAudience,
): Promise<WrongCounter[]> {
  return inTransaction(pool, "ISOLATION LEVEL REPEATABLE READ READ ONLY", async (client) => {
    await catchUp(client, pageId, audience);
    const { rows } = await client.query<{ what: string; stored: number }>(
      `SELECT label_id AS what, count(ordinal)::int AS stored
         FROM label LEFT JOIN
              (assignment JOIN customer USING (page_id, ordinal)) ON label_key = key AND labels_known
        WHERE label.page_id = $1 GROUP BY label_id
       UNION ALL
       SELECT CASE WHEN labels_known THEN 'everyone' ELSE 'labels unknown' END, count(*)::int
         FROM customer WHERE page_id = $1 GROUP BY labels_known`,
      [pageId],
    );
    return compare(audience, new Map(rows.map(({ what, stored }) => [what, stored])));
  });
}

function compare(audience: PageAudience, stored: ReadonlyMap<string, number>): WrongCounter[] {
  const counted = new Map<string, number>([
    ["everyone", audience.everyone],
    ["labels unknown", audience.labelsUnknown],
  ]);
  for (const { labelId, people } of audience.labels) counted.set(labelId, people);
  return [...new Set([...counted.keys(), ...stored.keys()])]
    .map((what) => ({ what, counted: counted.get(what) ?? 0, stored: stored.get(what) ?? 0 }))
    .filter((counter) => counter.counted !== counter.stored);
}
