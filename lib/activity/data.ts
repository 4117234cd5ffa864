import { db } from "../db";
import { toCsvLine } from "../csv";
import type { Role } from "../domain/permissions";
import { messages } from "../messages/catalogue";
import type { PageId } from "../page-id";
import { readUserNames } from "../team/data";
import type {
  ActivityAction,
  ActivityFilter,
  ActivityList,
  ActivityOrigin,
  ActivitySubject,
  ActivityValues,
} from "./schema";
import { readUndo } from "./undoable";

const pageLength = 50;
const exportedAtOnce = 1_000;
const dayMs = 86_400_000;

/** The Page's changes that a filter lets through, newest first, a page at a time. @param cursor the id to go on after */
export async function listActivity(
  pageId: PageId,
  role: Role,
  filter: ActivityFilter,
  cursor: bigint | null,
): Promise<ActivityList> {
  const [rows, members] = await Promise.all([
    readPart(pageId, filter, cursor, pageLength + 1),
    db().membership.findMany({
      where: { pageId },
      select: { user: { select: { id: true, name: true } } },
      orderBy: { user: { name: "asc" } },
    }),
  ]);
  const shown = rows.slice(0, pageLength);
  const [nameOf, labelIds] = await Promise.all([
    readUserNames(shown.map(({ userId }) => userId)),
    readPresentLabels(pageId, shown),
  ]);
  return {
    rows: shown.map((row) => ({
      id: row.id.toString(),
      at: row.at.toISOString(),
      userName: row.userId === null ? null : (nameOf.get(row.userId) ?? null),
      origin: row.origin as ActivityOrigin,
      action: row.action as ActivityAction,
      subject: row.subject as ActivitySubject,
      before: toShown(row.before),
      after: row.after as ActivityValues | null,
      undo: readUndo(row, role, labelIds),
    })),
    people: members.map(({ user }) => ({ userId: user.id, name: user.name })),
    nextCursor: rows.length > pageLength ? (shown.at(-1)?.id.toString() ?? null) : null,
  };
}

/** Of the labels that these changes are about, those that are there. */
async function readPresentLabels(
  pageId: PageId,
  rows: readonly { subject: unknown }[],
): Promise<ReadonlySet<string>> {
  const asked = rows.flatMap(({ subject }) => (subject as ActivitySubject).labelId ?? []);
  const labels = await db().label.findMany({
    where: { pageId, labelId: { in: asked } },
    select: { labelId: true },
  });
  return new Set(labels.map(({ labelId }) => labelId));
}

/** Without what is only kept to take it back. */
function toShown(before: unknown): ActivityValues | null {
  if (before === null) return null;
  const { kept: _, ...values } = before as ActivityValues & { kept?: unknown };
  return values;
}

async function readPart(pageId: PageId, filter: ActivityFilter, cursor: bigint | null, limit: number) {
  const { userId, kind, origin, from, until } = filter;
  return db().activity.findMany({
    where: {
      pageId,
      userId,
      origin,
      ...(cursor === null ? {} : { id: { lt: cursor } }),
      ...(kind === undefined ? {} : { action: { startsWith: `${kind}.` } }),
      at: {
        ...(from === undefined ? {} : { gte: new Date(`${from}T00:00:00Z`) }),
        ...(until === undefined ? {} : { lt: new Date(Date.parse(`${until}T00:00:00Z`) + dayMs) }),
      },
    },
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** The same changes as lines of CSV, all of them. */
export async function* exportActivity(pageId: PageId, filter: ActivityFilter): AsyncGenerator<string, void> {
  const { column } = messages.activity.export;
  const heads = [column.at, column.who, column.origin, column.action, column.subject];
  yield toCsvLine([...heads, column.before, column.after]);
  for (let cursor: bigint | null = null; ;) {
    const rows: Awaited<ReturnType<typeof readPart>> = await readPart(pageId, filter, cursor, exportedAtOnce);
    const nameOf = await readUserNames(rows.map(({ userId }) => userId));
    const lines = rows.map((row) =>
      toCsvLine([
        row.at.toISOString(),
        row.userId === null ? "" : (nameOf.get(row.userId) ?? ""),
        row.origin,
        row.action,
        JSON.stringify(row.subject),
        toJsonCell(toShown(row.before)),
        toJsonCell(row.after),
      ]),
    );
    yield lines.join("");
    if (rows.length < exportedAtOnce) return;
    cursor = rows.at(-1)?.id ?? null;
  }
}

function toJsonCell(values: unknown): string {
  return values === null ? "" : JSON.stringify(values);
}
