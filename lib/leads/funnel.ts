import { db } from "../db";
import { leadStages, mapLeadStages } from "../domain/lead-stage";
import { listLabelChanges } from "../labels/changes";
import { listLabels } from "../labels/data";
import { changeDays } from "../labels/schema";
import type { PageId } from "../page-id";
import type { LeadFunnel } from "./schema";

const dayMs = 86_400_000;

/**
 * How many people came to each stage lately, and how many stand there, from the history of the stages' labels. What was
 * before the first import nobody knows.
 */
export async function getLeadFunnel(pageId: PageId): Promise<LeadFunnel> {
  const [{ labels }, { knownSince, labels: changes }] = await Promise.all([
    listLabels(pageId),
    listLabelChanges(pageId),
  ]);
  const labelOf = mapLeadStages(labels);
  const labelIds = [...labelOf.values()];
  const reached = await db().$queryRaw<{ labelId: string; week: number; month: number }[]>`
    SELECT label.label_id AS "labelId",
           count(DISTINCT history.ordinal) FILTER (WHERE history.at > now() - interval '7 days')::int AS week,
           count(DISTINCT history.ordinal)::int AS month
      FROM label_history AS history JOIN label ON label.key = history.label_key
     WHERE label.page_id = ${pageId} AND label.label_id = ANY(${labelIds}::text[]) AND history.is_assigned
       AND history.at > now() - make_interval(days => ${changeDays})
     GROUP BY label.label_id`;
  const followedMs = knownSince === null ? 0 : Date.now() - Date.parse(knownSince);
  return {
    knownSince,
    isWeekWhole: followedMs >= 7 * dayMs,
    isMonthWhole: followedMs >= changeDays * dayMs,
    stages: leadStages.flatMap((stage) => {
      const labelId = labelOf.get(stage);
      if (labelId === undefined) return [];
      const counted = reached.find((one) => one.labelId === labelId);
      return [
        {
          stage,
          people: labels.find((label) => label.labelId === labelId)?.customers ?? 0,
          reachedWeek: counted?.week ?? 0,
          reachedMonth: counted?.month ?? 0,
          change: changes.find((one) => one.labelId === labelId) ?? null,
        },
      ];
    }),
  };
}
