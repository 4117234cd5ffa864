import { compareFrozen, listFrozen } from "../audience/engine";
import { listCustomersByOrdinal } from "../customers/data";
import { db } from "../db";
import { predicateSchema } from "../domain/predicate-schema";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { readUserNames } from "../team/data";
import { isUuid } from "../uuid";
import { frozenPeoplePageLength, type FrozenListRow, type FrozenPeople } from "./schema";

/** All frozen lists of the Page with how many of their people are still there, newest first. */
export function listFrozenLists(pageId: PageId): Promise<FrozenListRow[]> {
  return readRows(pageId, {});
}

/** @throws Problem "frozen-list-unknown" */
export async function getFrozenList(pageId: PageId, id: string): Promise<FrozenListRow> {
  const [row] = isUuid(id) ? await readRows(pageId, { id }) : [];
  if (!row) throw new Problem("frozen-list-unknown");
  return row;
}

/**
 * The kept people, as bytes for the audience engine.
 * @throws Problem "frozen-list-unknown"
 */
export async function getMembers(pageId: PageId, id: string): Promise<Uint8Array> {
  const where = { pageId, id };
  const list = isUuid(id) ? await db().frozenList.findFirst({ where, select: { members: true } }) : null;
  if (!list) throw new Problem("frozen-list-unknown");
  return list.members;
}

/** Its people who are still customers. @param cursor the ordinal to go on after */
export async function listFrozenPeople(
  pageId: PageId,
  id: string,
  cursor: string | null,
): Promise<FrozenPeople> {
  const members = await getMembers(pageId, id);
  const after = cursor !== null && /^\d{1,9}$/.test(cursor) ? Number(cursor) : -1;
  const { people, ordinals } = await listFrozen(pageId, members, {
    after,
    limit: frozenPeoplePageLength + 1,
  });
  const shown = ordinals.slice(0, frozenPeoplePageLength);
  const rows = await listCustomersByOrdinal(pageId, shown);
  return { people, rows, nextCursor: ordinals.length > shown.length ? String(shown.at(-1)) : null };
}

async function readRows(pageId: PageId, where: { id?: string }): Promise<FrozenListRow[]> {
  const stored = await db().frozenList.findMany({
    where: { pageId, ...where },
    orderBy: [{ frozenAt: "desc" }, { id: "desc" }],
    include: { segment: { select: { id: true, name: true } } },
  });
  const lists = stored.map((list) => ({ ...list, predicate: predicateSchema.parse(list.predicate) }));
  const [nameOf, compared] = await Promise.all([
    readUserNames(lists.map(({ frozenById }) => frozenById)),
    compareFrozen(pageId, lists),
  ]);
  return lists.map(({ id, name, predicate, frozenAt, frozenById, segment, people }, at) => ({
    id,
    name,
    predicate,
    frozenAt: frozenAt.toISOString(),
    frozenBy: frozenById === null ? null : (nameOf.get(frozenById) ?? null),
    segment,
    peopleThen: people,
    ...compared[at]!,
  }));
}
