import { pool } from "../db";
import type { PageId } from "../page-id";
import { readUserNames } from "../team/data";
import type { OptOutList } from "./schema";

const pageLength = 50;

interface StoredOptOut {
  psid: string;
  ordinal: number;
  name: string;
  at: Date;
  word: string | null;
  byId: string | null;
}

/** Who wants no broadcasts, the newest first. @param cursor as the list before gave it */
export async function listOptOuts(pageId: PageId, cursor: string | null): Promise<OptOutList> {
  const after = /^(\d{1,15})_(\d{1,9})$/.exec(cursor ?? "");
  const { rows } = await pool().query<StoredOptOut>(
    `SELECT psid, ordinal, name, opted_out_at AS at, opt_out_word AS word, opted_out_by_id AS "byId"
       FROM customer
      WHERE page_id = $1 AND opted_out_at IS NOT NULL
        AND ($2::timestamptz IS NULL OR opted_out_at < $2 OR opted_out_at = $2 AND ordinal > $3)
      ORDER BY opted_out_at DESC, ordinal LIMIT $4`,
    [pageId, after && new Date(Number(after[1])), Number(after?.[2] ?? 0), pageLength + 1],
  );
  const shown = rows.slice(0, pageLength);
  const names = await readUserNames(shown.map(({ byId }) => byId));
  const last = shown.at(-1);
  return {
    rows: shown.map(({ psid, name, at, word, byId }) => ({
      ...{ psid, name, word, at: at.toISOString() },
      by: byId === null ? null : (names.get(byId) ?? null),
    })),
    total: await countOptOuts(pageId),
    nextCursor: rows.length > pageLength && last ? `${last.at.getTime()}_${last.ordinal}` : null,
  };
}

async function countOptOuts(pageId: PageId): Promise<number> {
  const { rows } = await pool().query<{ people: number }>(
    `SELECT count(*)::int AS people FROM customer WHERE page_id = $1 AND opted_out_at IS NOT NULL`,
    [pageId],
  );
  return rows[0]!.people;
}
