import { listCustomersByOrdinal } from "../customers/data";
import { db, pool } from "../db";
import { leadStages, mapLeadStages, type LeadStage } from "../domain/lead-stage";
import { listRolesWhoCan } from "../domain/permissions";
import { listLabels } from "../labels/data";
import type { PageId } from "../page-id";
import { readClaims } from "./claims";
import { leadsPageLength, type LeadList } from "./schema";

/** The leads of one stage, whose label was put on last first, then those from before the import, and how many stand at each. */
export async function listLeads(pageId: PageId, stage: LeadStage, cursor: string | null): Promise<LeadList> {
  const { labels } = await listLabels(pageId);
  const labelOf = mapLeadStages(labels);
  const labelId = labelOf.get(stage);
  const found = labelId === undefined ? [] : await readPage(pageId, labelId, readCursor(cursor));
  const shown = found.slice(0, leadsPageLength);
  const customers = await listCustomersByOrdinal(
    pageId,
    shown.map(({ ordinal }) => ordinal),
  );
  const [claims, { minutes: targetMinutes }, team] = await Promise.all([
    readClaims(
      pageId,
      shown.map(({ ordinal }) => ordinal),
    ),
    getLeadTarget(pageId),
    listTeam(pageId),
  ]);
  const byOrdinal = new Map(customers.map((customer) => [customer.ordinal, customer]));
  return {
    stages: leadStages.map((one) => ({
      stage: one,
      labelId: labelOf.get(one) ?? null,
      people: labels.find((label) => label.labelId === labelOf.get(one))?.customers ?? 0,
    })),
    targetMinutes,
    team,
    rows: shown.flatMap(({ ordinal, at, isBeforeImport }) => {
      const customer = byOrdinal.get(ordinal);
      if (!customer) return [];
      const claim = claims.get(ordinal) ?? null;
      return [{ customer, setAt: isBeforeImport ? null : at.toISOString(), claim }];
    }),
    nextCursor: found.length > leadsPageLength ? toCursor(shown.at(-1)!) : null,
  };
}

export async function getLeadTarget(pageId: PageId): Promise<{ minutes: number | null }> {
  const { leadTargetMinutes } = await db().page.findUniqueOrThrow({
    where: { id: pageId },
    select: { leadTargetMinutes: true },
  });
  return { minutes: leadTargetMinutes };
}

/** Who may be given a lead: the members whose role works on them. */
async function listTeam(pageId: PageId): Promise<LeadList["team"]> {
  const members = await db().membership.findMany({
    where: { pageId, role: { in: [...listRolesWhoCan("leads.work")] } },
    select: { user: { select: { id: true, name: true } } },
    orderBy: { user: { name: "asc" } },
  });
  return members.map(({ user }) => ({ userId: user.id, name: user.name }));
}

interface Found {
  ordinal: number;
  /** When the label was put on; of leads from before the import, the customer's last message. */
  at: Date;
  isBeforeImport: boolean;
}

/**
 * What an import found has the time of the import, which says nothing: it stands last, as "before the import", and
 * there whoever wrote last is first, since they can still be answered.
 */
async function readPage(pageId: PageId, labelId: string, after: Found | null): Promise<Found[]> {
  const { rows } = await pool().query<Found>(
    `SELECT ordinal, date_trunc('milliseconds', at) AS at, "isBeforeImport" FROM (
       SELECT assignment.ordinal, found."isBeforeImport",
              CASE WHEN found."isBeforeImport" THEN coalesce(customer.last_message_at, 'epoch')
                   ELSE assignment.assigned_at END AS at
         FROM assignment JOIN label ON label.key = assignment.label_key JOIN page ON page.id = label.page_id
         JOIN customer ON customer.page_id = assignment.page_id AND customer.ordinal = assignment.ordinal,
              LATERAL (SELECT page.imported_at IS NULL OR assignment.assigned_at <= page.imported_at
                              AS "isBeforeImport") AS found
        WHERE label.page_id = $1 AND label.label_id = $2) AS lead
      WHERE $3::timestamptz IS NULL
         OR (NOT "isBeforeImport", date_trunc('milliseconds', at), -ordinal) < (NOT $5::boolean, $3, -$4::int)
      ORDER BY "isBeforeImport", date_trunc('milliseconds', at) DESC, ordinal LIMIT $6`,
    [
      ...[pageId, labelId, after?.at ?? null, after?.ordinal ?? 0, after?.isBeforeImport ?? false],
      leadsPageLength + 1,
    ],
  );
  return rows;
}

function toCursor({ at, ordinal, isBeforeImport }: Found): string {
  return `${Number(isBeforeImport)}.${at.getTime()}.${ordinal}`;
}

/** What is no place in the list is its beginning. */
function readCursor(text: string | null): Found | null {
  const [, isBefore, at, ordinal] = /^([01])\.(\d{1,15})\.(\d{1,9})$/.exec(text ?? "") ?? [];
  if (at === undefined || ordinal === undefined) return null;
  return { at: new Date(Number(at)), ordinal: Number(ordinal), isBeforeImport: isBefore === "1" };
}
