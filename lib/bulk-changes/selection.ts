import { listOrdinalsOfView } from "../customers/data";
import { db } from "../db";
import type { PageId } from "../page-id";
import { readPredicateCode } from "../segments/predicate-input";
import type { Selection } from "./schema";

/** The ordinals of whom a selection is about, at this moment, ascending. @throws Problem "predicate-wrong" */
export async function readSelection(pageId: PageId, selection: Selection): Promise<number[]> {
  if (selection.kind === "all") {
    const { search, filter } = selection;
    const predicate = filter ? await readPredicateCode(pageId, filter) : null;
    const ordinals = await listOrdinalsOfView(pageId, { search: search ?? null, filter: predicate });
    const except = new Set(selection.except);
    return except.size === 0 ? ordinals : ordinals.filter((ordinal) => !except.has(ordinal));
  }
  // What a browser says of people is not taken for people of this Page.
  const rows = await db().customer.findMany({
    where: { pageId, ordinal: { in: selection.ordinals } },
    select: { ordinal: true },
    orderBy: { ordinal: "asc" },
  });
  return rows.map(({ ordinal }) => ordinal);
}
