import { db } from "../db";
import type { PageId } from "../page-id";
import { changeDays, type LabelChange, type LabelChanges } from "./schema";

const dayMs = 86_400_000;

/**
 * How many customers got each label and lost it over the last days, from the history that is kept since the first
 * import. What was before that nobody knows, so a span that reaches back further has no number.
 */
export async function listLabelChanges(pageId: PageId): Promise<LabelChanges> {
  const { importedAt } = await db().page.findUniqueOrThrow({ where: { id: pageId } });
  if (importedAt === null) return { knownSince: null, labels: [] };
  const rows = await db().$queryRaw<{ labelId: string; at: Date; change: number }[]>`
    SELECT label.label_id AS "labelId", date_trunc('day', history.at, 'UTC') AS at,
           sum(CASE WHEN history.is_assigned THEN 1 ELSE -1 END)::int AS change
      FROM label_history AS history JOIN label ON label.key = history.label_key
     WHERE label.page_id = ${pageId} AND history.at > now() - make_interval(days => ${changeDays})
     GROUP BY 1, 2 ORDER BY 1, 2`;
  const daysOf = new Map<string, LabelChange["days"]>();
  for (const { labelId, at, change } of rows) {
    const days = daysOf.get(labelId) ?? [];
    days.push({ at: at.toISOString(), change });
    daysOf.set(labelId, days);
  }
  const followedMs = Date.now() - importedAt.getTime();
  const labels = await db().label.findMany({ where: { pageId }, select: { labelId: true } });
  return {
    knownSince: importedAt.toISOString(),
    labels: labels.map(({ labelId }) => {
      const days = daysOf.get(labelId) ?? [];
      return {
        labelId,
        change7: sumSince(days, 7, followedMs),
        change30: sumSince(days, changeDays, followedMs),
        days,
      };
    }),
  };
}

/** Whole days in UTC, today among them. */
function sumSince(days: LabelChange["days"], count: number, followedMs: number): number | null {
  if (followedMs < count * dayMs) return null;
  const from = Math.floor(Date.now() / dayMs) * dayMs - (count - 1) * dayMs;
  return days.reduce((sum, { at, change }) => (Date.parse(at) >= from ? sum + change : sum), 0);
}
